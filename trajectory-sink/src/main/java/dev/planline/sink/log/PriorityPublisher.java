package dev.planline.sink.log;

import dev.planline.client.PublishFailed;
import dev.planline.model.ReplayPriority;
import dev.planline.runtime.WorkerSettings;
import dev.planline.wire.Codec;
import dev.planline.wire.EventHeaders;
import dev.planline.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/** Writes replay priorities to the log; the fold applies them when it reads them there. Thread-safe. */
public final class PriorityPublisher implements AutoCloseable {

    private final WorkerSettings settings;
    private final Codec codec = new Codec();
    private final KafkaProducer<byte[], byte[]> producer;

    /** Connects to the cluster of these settings. */
    public PriorityPublisher(WorkerSettings settings) {
        this.settings = settings;
        this.producer = LogProducers.producer(settings,
                Map.of("acks", "all", "delivery.timeout.ms", 10_000, "request.timeout.ms", 5_000, "max.block.ms", 10_000));
    }

    /** Publishes them and waits until all are acknowledged; gives up after some 20 s. */
    public void publish(List<ReplayPriority> priorities) {
        awaitTopic();
        List<Future<RecordMetadata>> sent = priorities.stream().map(this::send).toList();
        try {
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new PublishFailed("not all priorities were published", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PublishFailed("interrupted while publishing priorities", e);
        }
    }

    /** Once, since each sending would wait for it anew. */
    private void awaitTopic() {
        try {
            var _ = producer.partitionsFor(Topic.PRIORITIES.name(settings.prefix()));
        } catch (KafkaException e) {
            throw new PublishFailed("no priorities were published", e);
        }
    }

    private Future<RecordMetadata> send(ReplayPriority priority) {
        var headers = EventHeaders.of(Topic.PRIORITIES, UUID.randomUUID().toString(), settings.prefix() + "/sink", Instant.now(), null);
        byte[] key = priority.trajectoryId().getBytes(StandardCharsets.UTF_8);
        return producer
                .send(new ProducerRecord<>(Topic.PRIORITIES.name(settings.prefix()), null, null, key, codec.encode(priority), headers));
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
