package dev.planline.runtime;

import dev.planline.wire.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Hands the values of an append-only topic to something that learns from them, in the order of each partition. */
public final class LogView<V extends Record> extends TopicFollower<V> {

    private final Learner<V> learner;
    private final List<Logged<V>> batch = new ArrayList<>();

    /** A view of this topic; nothing is handed over before it is started. */
    public LogView(Topic topic, Class<V> type, WorkerSettings settings, Learner<V> learner) {
        super(topic, type, settings);
        if (topic.compacted()) {
            throw new IllegalArgumentException("BUG: " + topic + " is not a log");
        }
        this.learner = learner;
    }

    @Override
    void begin() {
        batch.clear();
        learner.begin();
    }

    @Override
    void add(V value, Instant at) {
        batch.add(new Logged<>(value, at));
    }

    @Override
    void remove(String key) {
        // a log has nothing to remove: a value that is missing says nothing
    }

    @Override
    void turned(boolean complete, boolean changed) {
        if (!batch.isEmpty()) {
            learner.learn(List.copyOf(batch));
            batch.clear();
        }
    }
}
