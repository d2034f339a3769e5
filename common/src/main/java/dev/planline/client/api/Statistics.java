package dev.planline.client.api;

import java.util.Map;

/**
 * Figures about a set of trajectories; scores are in 0..1, and 0 for an empty set.
 *
 * @param costUsd sum, in US dollars
 * @param averageSeconds mean duration
 */
public record Statistics(int total, double averageScore, double bestScore, double worstScore, double costUsd, double averageSeconds,
        Map<String, Part> byOutcome, Map<String, Part> byOperator, Map<String, Part> byAgent, Map<String, Part> byGeneration) {

    /** A part of the set. */
    public record Part(int count, double averageScore) {}
}
