package dev.planline.runtime;

import java.time.Duration;

/**
 * When to commit.
 *
 * <p><b>Problem.</b> A transaction costs some milliseconds whatever it holds, and the thread that polls does nothing else meanwhile.
 * Committing each record at once gives the best latency while records are few. At a rate near the inverse of what a commit costs it
 * collapses: records queue up behind commits, and latency grows without bound although the machine could do fifty times the work. A
 * fixed interval never collapses, but whoever sends one record waits for nothing. What a commit costs depends on the
 * broker, the replication, the machine and the hour, so no constant is right.
 *
 * <p><b>Choice.</b> Commits take the time that nobody else needs. Two things are measured: the cost {@code c} of a commit (smoothed) and
 * the share {@code u} of the time between commits in which the thread works rather than waits. The next commit is due
 * {@code c (1/4 + u / (1 - u))} after the last one:
 *
 * <ul>
 * <li>An idle worker ({@code u = 0}) commits at once what arrives later than {@code c / 4} after the last commit. If more arrives,
 * commits take up to four fifths of the time, and each holds all that has come meanwhile, so the queue behind them stays bounded.
 * <li>Under load {@code u} rises, and the interval grows with it, continuously, up to the longest that is set: at nine tenths it is nine
 * times {@code c}. A commit then holds hundreds or thousands of records and costs nothing to speak of by the record.
 * <li>If the broker slows down, {@code c} rises, and commits become fewer instead of piling up.
 * </ul>
 *
 * <p>There is no threshold between a regime for latency and one for throughput, so there is no cliff either. One exception: if what waits
 * fills half of what may be in flight, it is committed at once, since reading would stop otherwise.
 *
 * <p><b>Cost.</b> At a trickle a worker makes many small transactions, each of which adds a marker to every partition that it
 * wrote to. {@link #FLOOR_NANOS} bounds that. Figures are in {@code docs/benchmarks.md}.
 *
 * <p>Belongs to the thread that polls.
 */
final class CommitPolicy {

    /** Shortest time between two commits. */
    static final long FLOOR_NANOS = 2_000_000;

    private static final double PAUSE = 0.25;
    private static final double COST_SMOOTHING = 0.2;
    private static final double LOAD_SMOOTHING = 0.3;
    private static final double BUSIEST = 0.98;

    private final long longestNanos;
    private double costNanos = FLOOR_NANOS;
    private double load;
    private long busyNanos;
    private long lastNanos;

    CommitPolicy(Duration longest, long nowNanos) {
        longestNanos = longest.toNanos();
        lastNanos = nowNanos;
    }

    /** Notes that the thread has worked for so long, commits apart. */
    void worked(long nanos) {
        busyNanos += nanos;
    }

    /** Nanoseconds until a commit is due, if anything waits for one; 0 or less if it is due now. */
    long remaining(long nowNanos) {
        return lastNanos + interval() - nowNanos;
    }

    private long interval() {
        long nanos = (long) (costNanos * (PAUSE + load / (1 - load)));
        return Math.clamp(nanos, Math.min(FLOOR_NANOS, longestNanos), longestNanos);
    }

    /** Notes a commit. */
    void committed(long beginNanos, long endNanos) {
        double between = Math.max(1, beginNanos - lastNanos);
        load += (Math.min(BUSIEST, busyNanos / between) - load) * LOAD_SMOOTHING;
        double cost = endNanos - beginNanos;
        costNanos += (cost - costNanos) * COST_SMOOTHING;
        busyNanos = 0;
        lastNanos = endNanos;
    }
}
