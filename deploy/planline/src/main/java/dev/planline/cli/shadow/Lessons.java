package dev.planline.cli.shadow;

import dev.planline.client.Cluster;
import dev.planline.client.TopicReader;
import dev.planline.model.Trajectory;
import dev.planline.runtime.Learner;
import dev.planline.runtime.Logged;
import dev.planline.wire.Codec;
import dev.planline.wire.Decoded;
import dev.planline.wire.EventHeaders;
import dev.planline.wire.Topic;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/** Hands trajectories to something that learns from them as time goes on: never one that was not yet there. */
final class Lessons {

    private static final int BATCH = 500;

    private final Learner<Trajectory> learner;
    private final Deque<Logged<Trajectory>> ahead = new ArrayDeque<>();
    private final List<Logged<Trajectory>> batch = new ArrayList<>();

    private Lessons(Learner<Trajectory> learner) {
        this.learner = learner;
    }

    /** None. */
    static Lessons none() {
        return new Lessons(_ -> {});
    }

    /** Those on the log; what was there before this time is handed over at once. */
    static Lessons of(Cluster cluster, Instant begin, Learner<Trajectory> learner) {
        var lessons = new Lessons(learner);
        var later = new ArrayList<Logged<Trajectory>>();
        var codec = new Codec();
        try (TopicReader reader = TopicReader.of(cluster, List.of(Topic.TRAJECTORIES.name(cluster.prefix())))) {
            reader.readToEnd(record -> {
                if (record.value() != null && codec.decode(Trajectory.class, record.value(),
                        EventHeaders.newerSchema(record.headers())) instanceof Decoded.Value<Trajectory>(Trajectory trajectory)) {
                    var logged = new Logged<>(trajectory, Instant.ofEpochMilli(record.timestamp()));
                    if (logged.at().isBefore(begin)) {
                        lessons.learn(logged);
                    } else {
                        later.add(logged);
                    }
                }
            });
        }
        lessons.flush();
        later.sort(Comparator.comparing(Logged::at));
        lessons.ahead.addAll(later);
        return lessons;
    }

    /** Goes on to a time. */
    void advance(Instant now) {
        for (Logged<Trajectory> next = ahead.peek(); next != null && !next.at().isAfter(now); next = ahead.peek()) {
            learn(ahead.remove());
        }
        flush();
    }

    private void learn(Logged<Trajectory> logged) {
        batch.add(logged);
        if (batch.size() == BATCH) {
            flush();
        }
    }

    private void flush() {
        if (!batch.isEmpty()) {
            learner.learn(List.copyOf(batch));
            batch.clear();
        }
    }
}
