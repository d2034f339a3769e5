package dev.planline.runtime;

import dev.planline.wire.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Hands the values of an append-only topic to something that learns from them, in the order of each partition. After a failure
 * of the broker it hands over all of them again, so whoever takes them must not count one twice.
 */
public final class LogView<V extends Record> extends TopicFollower<V> {

    private final Consumer<List<V>> taker;
    private final List<V> batch = new ArrayList<>();

    /**
     * A view of this topic; nothing is handed over before it is started.
     *
     * @param taker is called by one thread, with one value or more
     */
    public LogView(Topic topic, Class<V> type, WorkerSettings settings, Consumer<List<V>> taker) {
        super(topic, type, settings);
        if (topic.compacted()) {
            throw new IllegalArgumentException("BUG: " + topic + " is not a log");
        }
        this.taker = taker;
    }

    @Override
    void begin() {
        batch.clear();
    }

    @Override
    void add(V value) {
        batch.add(value);
    }

    @Override
    void remove(String key) {
        // a log has nothing to remove: a value that is missing says nothing
    }

    @Override
    void turned(boolean complete, boolean changed) {
        if (!batch.isEmpty()) {
            taker.accept(List.copyOf(batch));
            batch.clear();
        }
    }
}
