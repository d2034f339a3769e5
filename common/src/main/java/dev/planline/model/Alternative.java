package dev.planline.model;

/**
 * An agent that was considered for a step and not chosen.
 *
 * @param score its score in 0..1
 * @param reason why it lost
 */
public record Alternative(String agent, double score, String reason) {

    public Alternative {
        Check.name("agent", agent);
        Check.rate("score", score);
        Check.required("reason", reason);
    }
}
