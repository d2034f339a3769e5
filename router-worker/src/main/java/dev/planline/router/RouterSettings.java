package dev.planline.router;

import java.time.Duration;

/**
 * What the router can be told.
 *
 * @param loadHalfLife how fast own assignments stop counting as load
 * @param recordHalfLife how fast the outcomes of an agent stop counting
 * @param prior as how many outcomes the registered success rate of an agent counts; above 0
 * @param exploration how eagerly agents are tried of whom little is known; 0 for never
 * @param seed by which ties fall
 */
public record RouterSettings(Duration loadHalfLife, Duration recordHalfLife, double prior, double exploration, long seed) {

    /** Half a minute; a week; four outcomes; an exploration of 0.5; seed 0. */
    public static final RouterSettings DEFAULT = new RouterSettings(Duration.ofSeconds(30), Duration.ofDays(7), 4, 0.5, 0);
}
