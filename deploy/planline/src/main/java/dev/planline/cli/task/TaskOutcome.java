package dev.planline.cli.task;

import dev.planline.model.Abandonment;
import dev.planline.model.Assignment;
import dev.planline.model.Plan;
import dev.planline.model.RoutedPlan;
import dev.planline.wire.ErrorHeaders;
import dev.planline.wire.EventHeaders;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * How a task ended.
 *
 * @param outcome {@link #VALIDATED}, {@link #ABANDONED} or {@link #DEAD_LETTERED}
 * @param planner which planner of the chain made the plan; null if there is none
 * @param round in which it ended; null if it never came that far
 * @param steps of the plan; null if there is none
 * @param agents that the steps go to, each counted once; null if there is no route
 * @param score of the validated plan; null otherwise
 * @param reason why it was given up; null if it was validated
 */
public record TaskOutcome(
        String taskId,
        String outcome,
        @Nullable String planner,
        @Nullable Integer round,
        @Nullable Integer steps,
        @Nullable Integer agents,
        @Nullable Double score,
        @Nullable String reason) {

    /** The validator accepted the plan. */
    public static final String VALIDATED = "validated";

    /** It was given up, with every round's reasons. */
    public static final String ABANDONED = "abandoned";

    /** A message about it is a dead letter. */
    public static final String DEAD_LETTERED = "deadLettered";

    static TaskOutcome validated(RoutedPlan route) {
        Plan plan = route.plan();
        var verdict = route.verdict();
        return new TaskOutcome(plan.taskId(), VALIDATED, plan.planner(), plan.round(), plan.steps().size(), agents(route),
                verdict == null ? null : verdict.score(), null);
    }

    static TaskOutcome abandoned(Abandonment abandonment) {
        Plan plan = abandonment.plan();
        RoutedPlan route = abandonment.route();
        return new TaskOutcome(
                abandonment.task().taskId(),
                ABANDONED,
                plan == null ? null : plan.planner(),
                abandonment.verdict().round(),
                plan == null ? null : plan.steps().size(),
                route == null ? null : agents(route),
                null,
                abandonment.verdict().reason());
    }

    static TaskOutcome deadLettered(ConsumerRecord<byte[], byte[]> letter) {
        String stage = EventHeaders.text(letter.headers(), ErrorHeaders.STAGE);
        String message = EventHeaders.text(letter.headers(), ErrorHeaders.MESSAGE);
        return new TaskOutcome(new String(letter.key(), StandardCharsets.UTF_8), DEAD_LETTERED, null, null, null, null, null,
                stage + ": " + message);
    }

    private static int agents(RoutedPlan route) {
        return (int) route.assignments().stream().map(Assignment::agent).distinct().count();
    }
}
