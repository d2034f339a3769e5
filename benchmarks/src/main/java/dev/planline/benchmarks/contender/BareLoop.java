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
        return start(Hop.only(job));
    }

    Running start(Hop hop) {
        var stop = new AtomicBoolean();
        Thread thread = Thread.ofPlatform().name("bare-loop").start(() -> run(hop, stop));
        return () -> {
            stop.set(true);
            Threads.join(thread);
        };
    }

    private void run(Hop hop, AtomicBoolean stop) {
        var options = transactional ? ClientOptions.transactionalProducer(hop.job(), hop.id()) : ClientOptions.producer(hop.job());
        try (KafkaConsumer<byte[], byte[]> consumer = ClientOptions.newBatchConsumer(hop.job(), hop.id());
                KafkaProducer<byte[], byte[]> producer = ClientOptions.newProducer(options)) {
            consumer.subscribe(List.of(hop.input()));
            if (transactional) {
                producer.initTransactions();
            }
            while (!stop.get()) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                if (!records.isEmpty()) {
                    handle(hop, consumer, producer, records);
                }
            }
        }
    }

    private void handle(Hop hop, KafkaConsumer<byte[], byte[]> consumer, KafkaProducer<byte[], byte[]> producer,
            ConsumerRecords<byte[], byte[]> records) {
        if (transactional) {
            producer.beginTransaction();
        }
        for (ConsumerRecord<byte[], byte[]> source : records) {
            var _ = producer.send(new ProducerRecord<>(hop.output(), source.key(), hop.handler().apply(source.value())));
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
