package dev.planline.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The agent chosen for a step, explained.
 *
 * @param by what decided: {@code rule:<ruleId>}, {@code capability} or {@code description}
 * @param score of the chosen agent, in 0..1
 * @param idempotencyKey the same whenever this step of this plan revision is carried out, so that a tool can refuse a repetition
 * @param alternatives the best agents that were not chosen, best first
 * @param confidence how clearly the description of this agent fits better than the next, in 0..1; null unless that decided
 */
public record Assignment(
        String stepId,
        String agent,
        String by,
        String reason,
        double score,
        String idempotencyKey,
        @Defaulted("[]") List<Alternative> alternatives,
        @Nullable Double confidence) {

    public Assignment {
        Check.name("stepId", stepId);
        Check.name("agent", agent);
        Check.name("by", by);
        Check.required("reason", reason);
        Check.rate("score", score);
        Check.name("idempotencyKey", idempotencyKey);
        alternatives = Check.list("alternatives", alternatives);
        if (confidence != null) {
            Check.rate("confidence", confidence);
        }
    }

    /** An assignment that no description decided. */
    public Assignment(
            String stepId,
            String agent,
            String by,
            String reason,
            double score,
            String idempotencyKey,
            List<Alternative> alternatives) {
        this(stepId, agent, by, reason, score, idempotencyKey, alternatives, null);
    }
}
