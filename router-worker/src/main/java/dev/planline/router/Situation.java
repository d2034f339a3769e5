package dev.planline.router;

import java.time.Instant;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * What a route depends on besides the plan.
 *
 * @param recent steps that this router assigned to an agent lately
 * @param records what trajectories say of an agent
 * @param trials the trials of all agents together
 */
record Situation(
        Directory directory,
        Rulebook rules,
        ToDoubleFunction<String> recent,
        Function<String, TrackRecord> records,
        double trials,
        RouterSettings settings,
        Instant now) {

    /** A situation in which nothing was assigned lately and nothing is known from trajectories. */
    static Situation fresh(Directory directory, Rulebook rules, RouterSettings settings, Instant now) {
        return new Situation(directory, rules, _ -> 0, _ -> TrackRecord.NONE, 0, settings, now);
    }
}
