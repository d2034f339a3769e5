package dev.planline.sink.pool.selection;

import dev.planline.model.InvalidField;

/**
 * A trajectory that may become a parent.
 *
 * @param place on the log, by which it is known; of two that are alike in all else the earlier comes first
 * @param score how good its result is; any finite number, though scores of trajectories lie in 0..1
 * @param children how many trajectories were made from it directly
 */
public record Candidate(long place, double score, int children) {

    public Candidate {
        if (!Double.isFinite(score)) {
            throw new InvalidField("score", "of the candidate at place " + place + " is " + score + "; must be a finite number");
        }
        if (children < 0) {
            throw new InvalidField("children", "of the candidate at place " + place + " is " + children + "; must be zero or more");
        }
    }
}
