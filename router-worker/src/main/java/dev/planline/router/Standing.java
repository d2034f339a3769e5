package dev.planline.router;

import dev.planline.model.Agent;
import dev.planline.router.Directory.Entry;

/**
 * How good an agent is for a step, while one plan is routed.
 *
 * <p>Its score, in 0..1, is {@code (0.6 success + 0.2 cheapness) * (1 - 0.5 load) + 0.2 (1 - load)}, where load is the share of
 * its places that are taken, capped at 1. A busy agent loses up to 60 % of its score, so work spreads before the best one is
 * full; an idle agent that fails often still does not beat a good one that is half busy.
 *
 * <p>Agents are compared by score plus a bonus for what is not known of them, an upper confidence bound (Auer, Cesa-Bianchi and
 * Fischer, Finite-time Analysis of the Multiarmed Bandit Problem, 2002): {@code exploration * sqrt(ln(1 + all trials) / own
 * trials)}, added to success. So an agent of whom little is known is tried now and then, the more seldom, the worse it does.
 * Work that it has now counts as tried, so that it is not flooded before the first result. Without any trajectory the bonus of
 * all is 0.
 */
final class Standing {

    private final Entry entry;
    private final Situation situation;
    private final boolean alive;
    private final TrackRecord record;
    private final double rate;
    private final int draw;
    private double busy;
    private double overload;
    private double score;
    private double bound;

    Standing(Entry entry, Situation situation) {
        this.entry = entry;
        this.situation = situation;
        Agent agent = entry.agent();
        draw = agent.name().hashCode();
        alive = agent.aliveAt(situation.now());
        record = situation.records().apply(agent.name());
        rate = record.rate(agent, situation.settings().prior());
        Integer reported = agent.inFlight();
        busy = (reported == null ? 0 : reported) + situation.recent().applyAsDouble(agent.name());
        weigh();
    }

    Agent agent() {
        return entry.agent();
    }

    String name() {
        return entry.agent().name();
    }

    boolean alive() {
        return alive;
    }

    double score() {
        return score;
    }

    /** The score with the bonus, by which agents are compared; may be above 1. */
    double bound() {
        return bound;
    }

    /** Its success rate in 0..1. */
    double rate() {
        return rate;
    }

    /** How far off that rate may well be. */
    double deviation() {
        return record.deviation(agent(), situation.settings().prior());
    }

    /** How many outcomes that rate rests on, old ones counting less. */
    double trials() {
        return record.trials();
    }

    /** How many of its places are taken, as far as is known. */
    double busy() {
        return busy;
    }

    /** Whether all its places are taken. */
    boolean full() {
        return overload > 0;
    }

    /** How crowded it is if it has no free place; 0 if it has one. */
    double overload() {
        return overload;
    }

    /** Decides a tie together with the step: a hash of its name. */
    int draw() {
        return draw;
    }

    /** It gets one more step. */
    void assign() {
        busy++;
        weigh();
    }

    private void weigh() {
        double taken = busy / agent().maxConcurrent();
        double load = Math.min(1, taken);
        overload = taken >= 1 ? taken : 0;
        double bonus = situation.curiosity() / Math.sqrt(situation.settings().prior() + record.trials() + busy);
        score = weighed(rate, load);
        bound = weighed(rate + bonus, load);
    }

    private double weighed(double success, double load) {
        double weighed = (0.6 * success + 0.2 * cheapness(agent())) * (1 - 0.5 * load) + 0.2 * (1 - load);
        return Math.round(weighed * 1e4) / 1e4;
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
