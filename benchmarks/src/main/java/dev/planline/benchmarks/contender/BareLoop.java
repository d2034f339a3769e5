package dev.planline.benchmarks.contender;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** What one writes by hand: poll, handle, send, commit, in one thread; with a transaction for each batch, or none. */
public final class BareLoop implements Contender {

    private static final Duration POLL = Duration.ofMillis(100);

    private final boolean transactional;

    private BareLoop(boolean transactional) {
        this.transactional = transactional;
    }

    /** Flushes, then commits offsets: at least once. */
    public static BareLoop atLeastOnce() {
        return new BareLoop(false);
    }

    /** Commits outputs and offsets of each batch in one transaction. */
    public static BareLoop inTransactions() {
        return new BareLoop(true);
    }

    @Override
    public String name() {
        return transactional ? "bare transactional loop" : "bare poll loop";
    }

    @Override
    public boolean exactlyOnce() {
        return transactional;
    }

    @Override
    public boolean ordered() {
        return true;
    }

    @Override
    public Running start(Job job) {
        var stop = new AtomicBoolean();
        Thread thread = Thread.ofPlatform().name("bare-loop").start(() -> run(job, stop));
        return () -> {
            stop.set(true);
            Threads.join(thread);
        };
    }

    private void run(Job job, AtomicBoolean stop) {
        var options = transactional ? ClientOptions.transactionalProducer(job) : ClientOptions.producer(job);
        try (KafkaConsumer<byte[], byte[]> consumer = ClientOptions.newConsumer(job);
                KafkaProducer<byte[], byte[]> producer = ClientOptions.newProducer(options)) {
            consumer.subscribe(List.of(job.input()));
            if (transactional) {
                producer.initTransactions();
            }
            while (!stop.get()) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                if (!records.isEmpty()) {
                    handle(job, consumer, producer, records);
                }
            }
        }
    }

    private void handle(Job job, KafkaConsumer<byte[], byte[]> consumer, KafkaProducer<byte[], byte[]> producer,
            ConsumerRecords<byte[], byte[]> records) {
        if (transactional) {
            producer.beginTransaction();
        }
        for (ConsumerRecord<byte[], byte[]> source : records) {
            var _ = producer.send(new ProducerRecord<>(job.output(), source.key(), job.workload().handle(source.value())));
        }
        if (transactional) {
            producer.sendOffsetsToTransaction(positions(consumer, records.partitions()), consumer.groupMetadata());
            producer.commitTransaction();
        } else {
            producer.flush();
            consumer.commitSync();
        }
    }

    private static Map<TopicPartition, OffsetAndMetadata> positions(KafkaConsumer<byte[], byte[]> consumer,
            Collection<TopicPartition> partitions) {
        var positions = new HashMap<TopicPartition, OffsetAndMetadata>();
        partitions.forEach(partition -> positions.put(partition, new OffsetAndMetadata(consumer.position(partition))));
        return positions;
    }
}
