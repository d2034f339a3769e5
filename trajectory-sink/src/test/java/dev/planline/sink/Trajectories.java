package dev.planline.sink;

import dev.planline.model.Trajectory;
import dev.planline.model.TrajectoryBuilder;
import dev.planline.model.TrajectoryOutcome;
import dev.planline.sink.store.LogEntry;
import java.time.Instant;
import java.util.List;

/** Trajectories for tests. */
public final class Trajectories {

    public static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    private Trajectories() {}

    public static TrajectoryBuilder successful(String id, double score) {
        return new TrajectoryBuilder(id, "dev", 0, TrajectoryOutcome.SUCCESS, score);
    }

    public static LogEntry entry(int partition, long offset, Trajectory trajectory) {
        return LogEntry.of("trajectories", partition, offset, START.plusSeconds(offset), trajectory);
    }

    public static LogEntry entry(long offset, String id, double score) {
        return entry(0, offset, successful(id, score).toolsUsed(List.of("tool" + offset % 3)).build());
    }
}
