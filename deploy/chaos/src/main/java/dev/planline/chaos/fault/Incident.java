package dev.planline.chaos.fault;

/**
 * A fault that was brought about, as it went.
 *
 * @param from when it began, as {@link System#nanoTime} counts
 * @param to when it was healed
 */
public record Incident(FaultKind kind, long from, long to) {

    /** Whether some of it was within this time. */
    public boolean within(long begin, long end) {
        return from - end < 0 && to - begin > 0;
    }
}
