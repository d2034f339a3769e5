package dev.planline.router;

import dev.planline.model.Agent;

/**
 * How often an agent succeeded lately, where old outcomes count less.
 *
 * @param successes the weights of its outcomes, each times how good it was in 0..1
 * @param trials the weights of its outcomes
 */
record TrackRecord(double successes, double trials) {

    static final TrackRecord NONE = new TrackRecord(0, 0);

    /** The same, when each outcome counts so much of what it did. */
    TrackRecord times(double share) {
        return new TrackRecord(successes * share, trials * share);
    }

    /** With one more outcome. */
    TrackRecord and(double success, double weight) {
        return new TrackRecord(successes + success * weight, trials + weight);
    }

    /** The same, cut down to the weight of so many outcomes. */
    TrackRecord atMost(double most) {
        return trials <= most ? this : times(most / trials);
    }

    /**
     * Its success rate in 0..1: the mean of a beta distribution, where the registered rate counts as some outcomes.
     *
     * @param prior as how many
     */
    double rate(Agent agent, double prior) {
        return (prior * agent.successRate() + successes) / (prior + trials);
    }

    /** The standard deviation of that distribution. */
    double deviation(Agent agent, double prior) {
        double rate = rate(agent, prior);
        return Math.sqrt(rate * (1 - rate) / (prior + trials + 1));
    }
}
