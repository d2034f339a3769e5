package dev.planline.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One rejection in the life of a task.
 *
 * @param round 1 for the first
 * @param revision of the plan that was rejected
 * @param fingerprint of the routed plan that was rejected: equal if the same steps come again with the same agents; null if it
 *     is not known
 */
public record Round(int round, int revision, Blame blame, List<Violation> violations, @Nullable String fingerprint) {

    public Round {
        Check.atLeast("round", round, 1);
        Check.atLeast("revision", revision, 1);
        Check.required("blame", blame);
        violations = Check.list("violations", violations);
    }
}
