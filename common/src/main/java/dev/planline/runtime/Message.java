package dev.planline.runtime;

import dev.planline.wire.Topic;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A decoded record.
 *
 * @param key the record's key as text; null if it has none
 * @param timestamp the record's time on the log
 */
public record Message<I>(Topic topic, int partition, long offset, Instant timestamp, @Nullable String key, I value) {}
