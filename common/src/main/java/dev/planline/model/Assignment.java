package dev.planline.model;

import java.util.List;

/**
 * The agent chosen for a step, explained.
 *
 * @param by what decided: {@code rule:<ruleId>} or {@code capability}
 * @param score of the chosen agent, in 0..1
 * @param idempotencyKey the same whenever this step of this plan revision is carried out, so that a tool can refuse a repetition
 * @param alternatives the best agents that were not chosen, best first
 */
public record Assignment(
        String stepId,
        String agent,
        String by,
        String reason,
        double score,
        String idempotencyKey,
        @Defaulted("[]") List<Alternative> alternatives) {

    public Assignment {
        Check.name("stepId", stepId);
        Check.name("agent", agent);
        Check.name("by", by);
        Check.required("reason", reason);
        Check.rate("score", score);
        Check.name("idempotencyKey", idempotencyKey);
        alternatives = Check.list("alternatives", alternatives);
    }
}
