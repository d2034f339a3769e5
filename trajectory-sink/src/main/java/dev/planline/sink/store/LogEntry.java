package dev.planline.sink.store;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record of the log as the fold sees it.
 *
 * @param topic short name, for example {@code trajectories} or {@code tasks.dlq}
 * @param key null if the record has none
 * @param value the decoded value; null for a removal, and for what is kept elsewhere, such as dead letters
 * @param error for a dead letter, what went wrong, by the short name of its header; else empty
 */
public record LogEntry(
        String topic, int partition, long offset, Instant at, @Nullable String key, @Nullable Record value, Map<String, String> error) {

    /** What the topics of dead letters end in. */
    public static final String DEAD_LETTERS = ".dlq";

    public LogEntry {
        error = Map.copyOf(error);
    }

    /** A record with a value. */
    public static LogEntry of(String topic, int partition, long offset, Instant at, Record value) {
        return new LogEntry(topic, partition, offset, at, null, value, Map.of());
    }
}
