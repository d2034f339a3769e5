package dev.planline.sink.store;

import dev.planline.wire.Codec;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record of the log as the fold sees it.
 *
 * @param topic short name, for example {@code trajectories} or {@code tasks.dlq}
 * @param key null if the record has none
 * @param value the decoded value; null for a removal, and for what is kept elsewhere, such as dead letters
 * @param payload the value as it stands on the log; null if it is not to be kept as it is
 * @param error for a dead letter, what went wrong, by the short name of its header; else empty
 */
public record LogEntry(
        String topic, int partition, long offset, Instant at, @Nullable String key, @Nullable Record value, @Nullable Payload payload,
        Map<String, String> error) {

    private static final Codec CODEC = new Codec();

    /** What the topics of dead letters end in. */
    public static final String DEAD_LETTERS = ".dlq";

    public LogEntry {
        error = Map.copyOf(error);
    }

    /** A record with a value, which is kept as the codec writes it. */
    public static LogEntry of(String topic, int partition, long offset, Instant at, Record value) {
        return new LogEntry(topic, partition, offset, at, null, value, Payload.of(CODEC.encode(value)), Map.of());
    }

    /** Where it stands on its topic. */
    long place() {
        return Place.of(partition, offset);
    }
}
