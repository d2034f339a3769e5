package dev.planline.model;

import java.util.List;

/**
 * One rejection in the life of a task.
 *
 * @param round 1 for the first
 * @param revision of the plan that was rejected
 */
public record Round(int round, int revision, Blame blame, List<Violation> violations) {

    public Round {
        Check.atLeast("round", round, 1);
        Check.atLeast("revision", revision, 1);
        Check.required("blame", blame);
        violations = Check.list("violations", violations);
    }
}
