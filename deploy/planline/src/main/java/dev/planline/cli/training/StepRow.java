package dev.planline.cli.training;

import com.jerolba.carpet.annotation.NotNull;
import com.jerolba.carpet.annotation.ParquetJson;
import dev.planline.model.Trajectory;
import dev.planline.model.TrajectoryStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row a step, with what it takes to train from it alone; the names of the columns are those of the components in snake case.
 *
 * @param agent that of the trajectory
 * @param outcome that of the trajectory
 * @param score that of the trajectory
 * @param position of the step, counted from 0
 * @param steps how many the trajectory has
 * @param arguments as JSON
 * @param observation a text as it is, anything else as JSON
 */
record StepRow(
        @NotNull String trajectoryId,
        @Nullable String taskId,
        @NotNull String goal,
        @NotNull String agent,
        int generation,
        @NotNull String operator,
        @NotNull String outcome,
        double score,
        @Nullable String policyVersion,
        int position,
        int steps,
        @Nullable String stepId,
        @Nullable String stepType,
        @Nullable String stepAgent,
        @NotNull List<String> dependsOn,
        @NotNull String description,
        @Nullable String tool,
        @NotNull @ParquetJson String arguments,
        @Nullable String observation,
        @NotNull String reasoning,
        @NotNull String stepOutcome,
        @Nullable Instant startedAt,
        @Nullable Double durationSeconds) {

    static List<StepRow> of(Trajectory trajectory) {
        var rows = new ArrayList<StepRow>();
        for (TrajectoryStep step : trajectory.steps()) {
            rows.add(new StepRow(trajectory.trajectoryId(), trajectory.taskId(), trajectory.goal(), trajectory.agent(),
                    trajectory.generation(), Cells.name(trajectory.operator()), Cells.name(trajectory.outcome()), trajectory.score(),
                    trajectory.policyVersion(), rows.size(), trajectory.steps().size(), step.stepId(), step.type(), step.agent(),
                    step.dependsOn(), step.description(), step.tool(), Cells.json(step.arguments()), Cells.text(step.observation()),
                    step.reasoning(), Cells.name(step.outcome()), Cells.time(step.startedAt()), step.durationSeconds()));
        }
        return rows;
    }
}
