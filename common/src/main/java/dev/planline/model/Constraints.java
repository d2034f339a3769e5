package dev.planline.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The limits a user sets for a task.
 *
 * @param maxSteps most steps a plan may have, 1 to 1,000
 * @param maxDepth most levels of groups, 1 to 5
 * @param budgetUsd most that carrying out the plan may cost, in US dollars; none if null
 * @param deadline when the task must be done; none if null
 */
public record Constraints(
        @Defaulted("100") int maxSteps,
        @Defaulted("5") int maxDepth,
        @Nullable Double budgetUsd,
        @Nullable Instant deadline,
        @Defaulted("\"medium\"") Priority priority) {

    /** Most steps that any plan may have. */
    public static final int STEP_LIMIT = 1_000;

    /** Most levels of groups that any plan may have. */
    public static final int DEPTH_LIMIT = 5;

    /** No budget, no deadline, 100 steps, 5 levels, medium priority. */
    public static final Constraints DEFAULT = new Constraints(100, DEPTH_LIMIT, null, null, Priority.MEDIUM);

    public Constraints {
        within("maxSteps", maxSteps, STEP_LIMIT);
        within("maxDepth", maxDepth, DEPTH_LIMIT);
        if (budgetUsd != null) {
            Check.amount("budgetUsd", budgetUsd);
        }
        Check.time("deadline", deadline);
        Check.required("priority", priority);
    }

    private static void within(String field, int value, int limit) {
        if (value < 1 || value > limit) {
            throw new InvalidField(field, "is " + value + "; must lie in 1.." + limit);
        }
    }
}
