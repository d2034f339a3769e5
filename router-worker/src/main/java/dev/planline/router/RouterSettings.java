package dev.planline.router;

import java.time.Duration;

/**
 * What the router can be told.
 *
 * @param loadHalfLife how fast own assignments stop counting as load
 * @param seed by which ties fall
 */
public record RouterSettings(Duration loadHalfLife, long seed) {

    /** Half a minute; seed 0. */
    public static final RouterSettings DEFAULT = new RouterSettings(Duration.ofSeconds(30), 0);
}
