package dev.planline.runtime;

import dev.planline.runtime.Completion.Fate;
import dev.planline.runtime.WorkerSettings.RetrySettings;
import dev.planline.tracing.Tracing;
import dev.planline.wire.Codec;
import dev.planline.wire.Decoded;
import dev.planline.wire.ErrorHeaders;
import dev.planline.wire.EventHeaders;
import dev.planline.wire.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * Tries a stage out without a broker: messages go through the runtime's own decoding, retries, encoding and dead
 * letters, on the current thread. What comes out is decoded again, so a value that no other stage could read fails.
 *
 * <p>Retries pause for a millisecond. The clock stands still unless one is given. Thread-safe.
 */
public final class StageHarness {

    private static final Instant TIME = Instant.parse("2026-11-23T10:00:00Z");
    private static final WorkerSettings SETTINGS = settings();

    private final Codec codec = new Codec();
    private final Map<Work, Completion> completions = new ConcurrentHashMap<>();
    private final Performer performer;
    private final AtomicLong offsets = new AtomicLong();

    /** With a clock that stands still. */
    public StageHarness(Stage stage) {
        this(stage, () -> TIME);
    }

    /** With this clock, which dates what the stage publishes. */
    public StageHarness(Stage stage, InstantSource clock) {
        performer = new Performer(stage, SETTINGS, codec, new Envelopes(stage.name(), SETTINGS.prefix(), clock),
                new Spans(Tracing.OFF, "harness"),
                new WorkerMeters(new SimpleMeterRegistry(), stage.name()), new Gate(Ticker.SYSTEM), Ticker.SYSTEM,
                completion -> completions.put(completion.work(), completion));
    }

    private static WorkerSettings settings() {
        WorkerSettings defaults = WorkerSettings.of("none", "harness");
        return new WorkerSettings(defaults.bootstrapServers(), defaults.prefix(), defaults.instanceId(), defaults.flow(),
                defaults.commitInterval(), new RetrySettings(3, Duration.ofMillis(1), Duration.ofMillis(1)), defaults.recordDeadline(),
                defaults.drainDeadline(), defaults.maxValueBytes(), defaults.clientMeters(), Map.of());
    }

    /** What a stage made of a message. */
    public sealed interface Handled {

        /** It published these values, in this order; none if the message is not for it. */
        record Published(List<Outcome.Output> outputs) implements Handled {

            /** The one value, which is of this type and went to this topic. */
            public <O extends Record> O only(Topic topic, Class<O> type) {
                if (outputs.size() != 1 || outputs.getFirst().topic() != topic) {
                    throw new AssertionError("not one value on " + topic + ": " + outputs);
                }
                return type.cast(outputs.getFirst().value());
            }
        }

        /**
         * It gave up.
         *
         * @param kind for example {@code refused}
         * @param field path of the field concerned; empty if it is the message as a whole
         * @param attempts how often the handler was called
         */
        record DeadLetter(String kind, String field, String message, int attempts) implements Handled {}
    }

    /** Gives the stage a value, under its own key. */
    public Handled give(Topic topic, Record value) {
        return give(topic, Topic.keyOf(value), codec.encode(value));
    }

    /** Gives the stage a message as it might stand on a topic. */
    public Handled give(Topic topic, @Nullable String key, byte @Nullable [] value) {
        String name = topic.name(SETTINGS.prefix());
        byte[] keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        var source = new ConsumerRecord<>(name, 0, offsets.getAndIncrement(), TIME.toEpochMilli(), TimestampType.CREATE_TIME,
                keyBytes == null ? 0 : keyBytes.length, value == null ? 0 : value.length, keyBytes, value, new RecordHeaders(),
                Optional.empty());
        var partition = new OwnedPartition(new TopicPartition(name, 0), topic, CommittedOffset.at(source.offset()));
        var work = new Work(source, partition, partition.offsets().add(source.offset()), 0);
        performer.perform(work);
        Completion completion = Objects.requireNonNull(completions.remove(work));
        return completion.fate() == Fate.GIVEN_UP
                ? deadLetter(completion.outputs().getFirst())
                : new Handled.Published(completion.outputs().stream().map(this::output).toList());
    }

    /** The one value that the stage publishes to a topic when it is given this one. */
    public <O extends Record> O emitted(Topic topic, Record value, Topic to, Class<O> type) {
        return switch (give(topic, value)) {
            case Handled.Published published -> published.only(to, type);
            case Handled.DeadLetter letter -> throw new AssertionError(letter.toString());
        };
    }

    private Outcome.Output output(ProducerRecord<byte[], byte[]> record) {
        for (Topic topic : Topic.values()) {
            if (topic.name(SETTINGS.prefix()).equals(record.topic())) {
                if (codec.decode(topic.type(), record.value()) instanceof Decoded.Value<? extends Record>(Record value)) {
                    return new Outcome.Output(topic, value);
                }
                throw new AssertionError("nobody could read " + new String(record.value(), StandardCharsets.UTF_8));
            }
        }
        throw new AssertionError("no topic " + record.topic());
    }

    private static Handled.DeadLetter deadLetter(ProducerRecord<byte[], byte[]> letter) {
        return new Handled.DeadLetter(text(letter, ErrorHeaders.KIND), text(letter, ErrorHeaders.FIELD), text(letter, ErrorHeaders.MESSAGE),
                Integer.parseInt(text(letter, ErrorHeaders.ATTEMPTS)));
    }

    private static String text(ProducerRecord<byte[], byte[]> letter, String header) {
        return String.valueOf(EventHeaders.text(letter.headers(), header));
    }
}
