package dev.planline.router;

import dev.planline.model.Agent;
import java.util.Map;

/**
 * How good an agent is for a step, in 0..1:
 * {@code (0.6 success + 0.2 cheapness) * (1 - 0.5 load) + 0.2 (1 - load)}, where load is the share of its places that are
 * taken, capped at 1. A busy agent loses up to 60 % of its score, so work spreads before the best one is full; an idle agent
 * that fails often still does not beat a good one that is half busy.
 */
final class Scores {

    private final Map<String, Double> recent;
    private final Map<String, Integer> planned;

    /**
     * @param recent steps assigned lately, by agent
     * @param planned steps assigned so far in this plan, by agent; read anew for each score
     */
    Scores(Map<String, Double> recent, Map<String, Integer> planned) {
        this.recent = recent;
        this.planned = planned;
    }

    double of(Agent agent) {
        double load = Math.min(1, busy(agent) / agent.maxConcurrent());
        double score = (0.6 * agent.successRate() + 0.2 * cheapness(agent)) * (1 - 0.5 * load) + 0.2 * (1 - load);
        return Math.round(score * 1e4) / 1e4;
    }

    /** Whether all its places are taken. */
    boolean full(Agent agent) {
        return busy(agent) >= agent.maxConcurrent();
    }

    /** How crowded an agent without a free place is; 0 if it has one. */
    double overload(Agent agent) {
        return full(agent) ? busy(agent) / agent.maxConcurrent() : 0;
    }

    double busy(Agent agent) {
        Integer reported = agent.inFlight();
        return (reported == null ? 0 : reported) + recent.getOrDefault(agent.name(), 0.0) + planned.getOrDefault(agent.name(), 0);
    }

    /** 1 for free, 0.5 for five cents a step, towards 0 for the dearest; by tier where the cost is not known. */
    private static double cheapness(Agent agent) {
        Double cost = agent.costUsd();
        if (cost != null) {
            return 1 / (1 + 20 * cost);
        }
        return switch (agent.costTier()) {
            case CHEAP -> 0.9;
            case MEDIUM -> 0.7;
            case EXPENSIVE -> 0.3;
        };
    }
}
