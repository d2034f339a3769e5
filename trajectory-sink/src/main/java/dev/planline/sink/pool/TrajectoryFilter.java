package dev.planline.sink.pool;

import dev.planline.model.Operator;
import dev.planline.model.TrajectoryOutcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which trajectories are asked for; null means any.
 *
 * @param minScore in 0..1
 * @param parent id of a direct parent
 * @param text words that must all occur in goal, strategy, insights or failures, in any case
 */
public record TrajectoryFilter(
        @Nullable String agent,
        @Nullable String taskId,
        @Nullable Integer minGeneration,
        @Nullable Integer maxGeneration,
        @Nullable Double minScore,
        @Nullable Double maxScore,
        @Nullable Operator operator,
        @Nullable TrajectoryOutcome outcome,
        @Nullable String parent,
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable String text) {

    /** Most words that a search looks for. */
    public static final int WORDS = 20;

    /** All trajectories. */
    public static final TrajectoryFilter ALL = new TrajectoryFilter(null, null, null, null, null, null, null, null, null, null, null, null);

    /** Those of one agent. */
    public static TrajectoryFilter ofAgent(String agent) {
        return new TrajectoryFilter(agent, null, null, null, null, null, null, null, null, null, null, null);
    }
}
