package dev.planline.cli.task;

import dev.planline.cli.console.Table;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How tasks ended.
 *
 * @param open how many have not ended yet
 * @param tasks those that have ended
 */
public record OutcomeReport(int submitted, long validated, long abandoned, long deadLettered, long open, List<TaskOutcome> tasks) {

    public OutcomeReport {
        tasks = List.copyOf(tasks);
    }

    /**
     * Counts outcomes.
     *
     * @param goals by task id
     * @param outcomes by task id
     */
    public static OutcomeReport of(Map<String, String> goals, Map<String, TaskOutcome> outcomes) {
        Collection<TaskOutcome> ended = outcomes.values();
        return new OutcomeReport(goals.size(), count(ended, TaskOutcome.VALIDATED), count(ended, TaskOutcome.ABANDONED),
                count(ended, TaskOutcome.DEAD_LETTERED), (long) goals.size() - ended.size(), List.copyOf(ended));
    }

    private static long count(Collection<TaskOutcome> ended, String ending) {
        return ended.stream().filter(outcome -> outcome.outcome().equals(ending)).count();
    }

    /** One row a task. */
    public static Table table(Map<String, String> goals, Map<String, TaskOutcome> outcomes) {
        var table = Table.of("TASK", "GOAL", "OUTCOME", "PLANNER", "ROUND", "STEPS", "AGENTS", "SCORE", "REASON");
        goals.forEach((id, goal) -> {
            TaskOutcome outcome = outcomes.get(id);
            if (outcome == null) {
                table.row(id, goal, "open", null, null, null, null, null, null);
            } else {
                table.row(id, goal, outcome.outcome(), outcome.planner(), outcome.round(), outcome.steps(), outcome.agents(),
                        score(outcome.score()),
                        outcome.reason());
            }
        });
        return table;
    }

    private static @Nullable String score(@Nullable Double score) {
        return score == null ? null : String.format(Locale.ROOT, "%.2f", score);
    }
}
