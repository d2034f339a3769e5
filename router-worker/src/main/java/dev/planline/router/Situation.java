package dev.planline.router;

import java.time.Instant;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What a route depends on besides the plan.
 *
 * @param recent steps that this router assigned to an agent lately
 * @param records what trajectories say of an agent
 * @param curiosity how much an agent gains by being unknown: {@code exploration * sqrt(ln(1 + trials of all agents))}
 */
record Situation(
        Directory directory,
        Rulebook rules,
        ToDoubleFunction<String> recent,
        Function<String, TrackRecord> records,
        double curiosity,
        RouterSettings settings,
        Instant now) {

    /** A situation in which this much is known of agents. */
    static Situation of(Directory directory, Rulebook rules, ToDoubleFunction<String> recent, TrackRecords.Known records,
            RouterSettings settings,
            Instant now) {
        double curiosity = settings.exploration() * Math.sqrt(Math.log1p(records.trials()));
        return new Situation(directory, rules, recent, records::of, curiosity, settings, now);
    }

    /** A situation in which nothing was assigned lately and nothing is known from trajectories. */
    static Situation fresh(Directory directory, Rulebook rules, RouterSettings settings, Instant now) {
        return new Situation(directory, rules, _ -> 0, _ -> TrackRecord.NONE, 0, settings, now);
    }
}
