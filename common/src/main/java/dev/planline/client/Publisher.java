package dev.planline.client;

import dev.planline.tracing.Sending;
import dev.planline.tracing.Tracing;
import dev.planline.wire.Codec;
import dev.planline.wire.EventHeaders;
import dev.planline.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * Publishes values of any topic, each under its key and with CloudEvents headers. It blocks while its buffer is full, so a
 * caller that is faster than the cluster is slowed down. Thread-safe; close it to have everything sent.
 */
public final class Publisher implements AutoCloseable {

    private final String prefix;
    private final String source;
    private final Producer<byte[], byte[]> producer;
    private final InstantSource clock;
    private final Tracing tracing;
    private final TimeOrderedIds ids;
    private final Codec codec = new Codec();
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicReference<@Nullable PublishFailed> failure = new AtomicReference<>();

    /**
     * @param source who publishes, for example {@code planline/cli}; stands in the headers
     */
    public Publisher(Cluster cluster, String source) {
        this(cluster, source, Tracing.OFF);
    }

    /**
     * @param source who publishes, for example {@code planline/cli}; stands in the headers
     * @param tracing gives each value a span; the caller closes it, after this
     */
    public Publisher(Cluster cluster, String source, Tracing tracing) {
        this(cluster.prefix(), source, cluster.producer(), InstantSource.system(), tracing);
    }

    Publisher(String prefix, String source, Producer<byte[], byte[]> producer, InstantSource clock, Tracing tracing) {
        this.prefix = prefix;
        this.source = source;
        this.producer = producer;
        this.clock = clock;
        this.tracing = tracing;
        this.ids = new TimeOrderedIds(clock, new SecureRandom());
    }

    /** Sends a value; the result completes when the cluster has acknowledged it, or with {@link PublishFailed}. */
    public CompletableFuture<RecordMetadata> publish(Topic topic, Record value) {
        return send(topic, Topic.keyOf(value), codec.encode(value));
    }

    /** Removes the entry of this key from a topic that is a table. */
    public CompletableFuture<RecordMetadata> remove(Topic topic, String key) {
        if (!topic.compacted()) {
            throw new IllegalArgumentException("BUG: " + topic + " is not a table");
        }
        return send(topic, key, null);
    }

    /** How many values the cluster has acknowledged so far. */
    public long acknowledged() {
        return acknowledged.get();
    }

    /**
     * Waits until everything sent so far is acknowledged.
     *
     * @throws PublishFailed if something was not; the first of several
     */
    public void flush() {
        producer.flush();
        PublishFailed first = failure.get();
        if (first != null) {
            throw first;
        }
    }

    @Override
    public void close() {
        producer.close();
    }

    private CompletableFuture<RecordMetadata> send(Topic topic, String key, byte @Nullable [] value) {
        String name = topic.name(prefix);
        Sending span = tracing.on() ? tracing.send(name, key) : null;
        var headers = EventHeaders.of(topic, ids.next(), source, clock.instant(), span == null ? null : span.traceparent());
        var result = new CompletableFuture<RecordMetadata>();
        try {
            var _ = producer.send(
                    new ProducerRecord<>(name, null, null, key.getBytes(StandardCharsets.UTF_8), value, headers),
                    (metadata, problem) -> {
                        end(span, metadata, problem);
                        settle(result, name, key, metadata, problem);
                    });
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            end(span, null, e);
            settle(result, name, key, null, e);
        }
        return result;
    }

    private static void end(@Nullable Sending span, @Nullable RecordMetadata metadata, @Nullable Exception problem) {
        if (span == null) {
            return;
        }
        if (problem != null) {
            span.failed(problem);
        } else if (metadata != null) {
            span.acknowledged(metadata.partition(), metadata.offset());
        }
    }

    private void settle(CompletableFuture<RecordMetadata> result, String topic, String key, @Nullable RecordMetadata metadata,
            @Nullable Exception problem) {
        if (problem == null && metadata != null) {
            acknowledged.incrementAndGet();
            result.complete(metadata);
            return;
        }
        String reason = problem == null ? "unknown" : problem.getMessage();
        var failed = new PublishFailed("\"" + key + "\" was not acknowledged on " + topic + ": " + reason,
                problem == null ? new IllegalStateException(reason) : problem);
        failure.compareAndSet(null, failed);
        result.completeExceptionally(failed);
    }
}
