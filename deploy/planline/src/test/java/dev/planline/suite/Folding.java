package dev.planline.suite;

import dev.planline.model.Operator;
import dev.planline.model.Trajectory;
import dev.planline.model.TrajectoryBuilder;
import dev.planline.model.TrajectoryOutcome;
import dev.planline.sink.store.LogEntry;
import dev.planline.sink.store.Store;
import java.util.List;

/** Writes to a store as many readers of the log at once would: each write comes from a partition of its own. */
final class Folding {

    private Folding() {}

    static LogEntry entry(String topic, int partition, Record value) {
        return LogEntry.of(topic, partition, 0, Pipeline.NOW.plusSeconds(partition), value);
    }

    static Trajectory trajectory(int number, Operator operator) {
        return new TrajectoryBuilder("j-" + number, "test_agent", number % 10, TrajectoryOutcome.SUCCESS, 0.8).operator(operator).build();
    }

    /** Adds one trajectory; always true, so that the writes can be counted. */
    static boolean add(Store store, int number, Operator operator) {
        store.fold(List.of(entry("trajectories", number, trajectory(number, operator))));
        return true;
    }
}
