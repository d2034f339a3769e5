package dev.planline.sink.replay;

import dev.planline.model.Operator;
import dev.planline.model.TrajectoryOutcome;
import org.jspecify.annotations.Nullable;

/**
 * What a replay table has to know of a trajectory.
 *
 * @param place on the log
 * @param steps how many it has
 * @param createdAt in milliseconds
 * @param loggedAt in milliseconds
 */
record ReplayEntry(long place, String agent, @Nullable String taskId, int generation, Operator operator, TrajectoryOutcome outcome,
        double score, @Nullable String policyVersion, int steps, long createdAt, long loggedAt) {}
