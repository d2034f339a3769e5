package dev.planline.sink.log;

import dev.planline.runtime.WorkerSettings;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Publishes dead letters together with how far they reach; connects when there is one to publish. */
final class LetterBox implements AutoCloseable {

    private final WorkerSettings settings;
    private @Nullable KafkaProducer<byte[], byte[]> producer;

    LetterBox(WorkerSettings settings) {
        this.settings = settings;
    }

    /** Publishes all of them and commits these offsets, or nothing. */
    void publish(Collection<ProducerRecord<byte[], byte[]>> letters, Map<TopicPartition, OffsetAndMetadata> reached,
            ConsumerGroupMetadata group) {
        KafkaProducer<byte[], byte[]> open = open();
        open.beginTransaction();
        for (ProducerRecord<byte[], byte[]> letter : letters) {
            // a failed send fails the commit
            var _ = open.send(letter);
        }
        open.sendOffsetsToTransaction(reached, group);
        open.commitTransaction();
    }

    static String transactionalId(WorkerSettings settings) {
        return settings.prefix() + "-sink-" + settings.instanceId();
    }

    private KafkaProducer<byte[], byte[]> open() {
        KafkaProducer<byte[], byte[]> open = producer;
        if (open == null) {
            open = LogProducers.producer(settings, Map.of(
                    "transactional.id", transactionalId(settings),
                    "transaction.timeout.ms", 15_000,
                    "delivery.timeout.ms", 10_000,
                    "request.timeout.ms", 5_000,
                    "max.request.size", 8 << 20));
            producer = open; // so that it is closed whatever comes
            open.initTransactions();
        }
        return open;
    }

    @Override
    public void close() {
        KafkaProducer<byte[], byte[]> open = producer;
        if (open != null) {
            open.close(Duration.ofSeconds(5));
        }
    }
}
