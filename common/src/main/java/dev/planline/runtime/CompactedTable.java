package dev.planline.runtime;

import dev.planline.wire.Topic;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The last value of each key of a compacted topic, kept up to date. Readers get immutable snapshots, so they never see a
 * change half done.
 */
public final class CompactedTable<V extends Record> extends TopicFollower<V> {

    private final Map<String, V> values = new TreeMap<>();
    private boolean complete;
    private volatile Map<String, V> snapshot = Map.of();

    /** A table of this topic; empty until it is started and loaded. */
    public CompactedTable(Topic topic, Class<V> type, WorkerSettings settings) {
        super(topic, type, settings);
        if (!topic.compacted()) {
            throw new IllegalArgumentException("BUG: " + topic + " is not a table");
        }
    }

    /** The values by key, in the order of the keys; the same object until something changes. */
    public Map<String, V> snapshot() {
        return snapshot;
    }

    @Override
    void begin() {
        values.clear();
        complete = false;
    }

    @Override
    void add(V value, Instant at) {
        values.put(Topic.keyOf(value), value);
    }

    @Override
    void remove(String key) {
        values.remove(key);
    }

    @Override
    void turned(boolean nowComplete, boolean changed) {
        if (nowComplete && (changed || !complete)) {
            complete = true;
            snapshot = Collections.unmodifiableMap(new TreeMap<>(values));
        }
    }
}
