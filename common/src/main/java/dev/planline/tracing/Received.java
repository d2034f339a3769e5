package dev.planline.tracing;

import org.jspecify.annotations.Nullable;

/**
 * A record that is about to be handled.
 *
 * @param key null if it has none
 * @param tombstone whether it has no value
 * @param group consumer group that handles it
 * @param traceparent as its header says, of any form; null if it has none
 */
public record Received(String topic, int partition, long offset, @Nullable String key, boolean tombstone, String group,
        @Nullable String traceparent) {}
