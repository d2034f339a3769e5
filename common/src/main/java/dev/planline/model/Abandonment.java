package dev.planline.model;

import org.jspecify.annotations.Nullable;

/**
 * A task that was given up, with every round's reasons.
 *
 * @param plan the last plan; null if there never was one
 * @param route the last route; null if there never was one
 */
public record Abandonment(Task task, @Nullable Plan plan, @Nullable RoutedPlan route, Verdict.Abandoned verdict) {

    public Abandonment {
        Check.required("task", task);
        Check.required("verdict", verdict);
    }
}
