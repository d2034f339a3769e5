package dev.planline.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plan with an agent chosen and explained for each step.
 *
 * @param verdict set once the validator accepted it; null before
 */
public record RoutedPlan(
        Plan plan, List<Unassigned> unassigned, List<Assignment> assignments, Verdict.@Nullable Accepted verdict) {

    public RoutedPlan {
        Check.required("plan", plan);
        unassigned = Check.list("unassigned", unassigned);
        assignments = Check.list("assignments", assignments);
    }

    /** A route that has no verdict yet. */
    public RoutedPlan(Plan plan, List<Unassigned> unassigned, List<Assignment> assignments) {
        this(plan, unassigned, assignments, null);
    }

    /** A short hash of the steps with their agents, whatever their ids and the revision. */
    public String fingerprint() {
        return Fingerprint.of(this);
    }

    /** The same route, accepted. */
    public RoutedPlan accepted(Verdict.Accepted accepted) {
        return new RoutedPlan(plan, unassigned, assignments, accepted);
    }
}
