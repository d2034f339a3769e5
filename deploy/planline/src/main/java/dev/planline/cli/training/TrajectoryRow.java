package dev.planline.cli.training;

import com.jerolba.carpet.annotation.NotNull;
import com.jerolba.carpet.annotation.ParquetJson;
import dev.planline.model.Trajectory;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row a trajectory; the names of the columns are those of the components in snake case.
 *
 * @param rest all other fields of the trajectory, as JSON
 */
record TrajectoryRow(
        @NotNull String trajectoryId,
        @Nullable String taskId,
        @NotNull String goal,
        @NotNull String agent,
        int generation,
        @NotNull String operator,
        @NotNull List<String> parents,
        @NotNull String outcome,
        double score,
        @Nullable String policyVersion,
        @Nullable Instant createdAt,
        double durationSeconds,
        double costUsd,
        long tokensIn,
        long tokensOut,
        @NotNull List<String> toolsUsed,
        @NotNull List<Step> steps,
        @NotNull @ParquetJson String rest) {

    /**
     * A step.
     *
     * @param arguments as JSON
     * @param observation a text as it is, anything else as JSON
     */
    record Step(
            @Nullable String stepId,
            @Nullable String type,
            @Nullable String agent,
            @NotNull List<String> dependsOn,
            @NotNull String description,
            @Nullable String tool,
            @NotNull @ParquetJson String arguments,
            @Nullable String observation,
            @NotNull String reasoning,
            @NotNull String outcome,
            @Nullable Instant startedAt,
            @Nullable Double durationSeconds) {}

    static TrajectoryRow of(Trajectory trajectory) {
        return new TrajectoryRow(trajectory.trajectoryId(), trajectory.taskId(), trajectory.goal(), trajectory.agent(),
                trajectory.generation(), Cells.name(trajectory.operator()), trajectory.parents(), Cells.name(trajectory.outcome()),
                trajectory.score(), trajectory.policyVersion(), Cells.time(trajectory.createdAt()), trajectory.durationSeconds(),
                trajectory.costUsd(), trajectory.tokensIn(), trajectory.tokensOut(), trajectory.toolsUsed(),
                trajectory.steps().stream()
                        .map(step -> new Step(step.stepId(), step.type(), step.agent(), step.dependsOn(), step.description(), step.tool(),
                                Cells.json(step.arguments()), Cells.text(step.observation()), step.reasoning(), Cells.name(step.outcome()),
                                Cells.time(step.startedAt()), step.durationSeconds()))
                        .toList(),
                Cells.rest(trajectory));
    }
}
