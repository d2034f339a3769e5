package dev.planline.cli.deadletters;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Spreads letters over time, a few at once: as many as a tenth of a second may see. */
final class Pace {

    private static final int MOST_AT_ONCE = 100;

    private final double perSecond;
    private long nextNanos;

    /**
     * @param perSecond more than zero
     */
    Pace(double perSecond, long nowNanos) {
        this.perSecond = perSecond;
        this.nextNanos = nowNanos;
    }

    /** How many may go together. */
    int atOnce() {
        return (int) Math.clamp(perSecond / 10, 1, MOST_AT_ONCE);
    }

    /** How long so many have to wait for their turn; it is theirs then. */
    Duration delay(int letters, long nowNanos) {
        long turn = Math.max(nextNanos, nowNanos);
        nextNanos = turn + (long) (letters / perSecond * TimeUnit.SECONDS.toNanos(1));
        return Duration.ofNanos(turn - nowNanos);
    }
}
