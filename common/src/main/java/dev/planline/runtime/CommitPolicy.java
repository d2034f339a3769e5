package dev.planline.runtime;

import java.time.Duration;

/**
 * When to commit.
 *
 * <p>A transaction costs a few milliseconds whatever it holds. Waiting with it costs latency, hurrying costs throughput: so
 * commit as soon as nothing is in flight, but never two transactions within {@link #FLOOR_NANOS}, and under load at the
 * interval.
 */
final class CommitPolicy {

    /** Shortest time between two commits; without it many small transactions queue up behind each other. */
    static final long FLOOR_NANOS = 2_000_000;

    private static final int FULL_BATCH = 2_000;

    private final long intervalNanos;

    CommitPolicy(Duration interval) {
        intervalNanos = interval.toNanos();
    }

    /**
     * @param waiting completions that wait for a commit
     * @param busy whether records are in flight, or keep coming in full batches
     * @param sinceLastNanos time since the last commit
     */
    boolean due(int waiting, boolean busy, long sinceLastNanos) {
        if (waiting == 0) {
            return false;
        }
        return waiting >= FULL_BATCH || sinceLastNanos >= (busy ? intervalNanos : FLOOR_NANOS);
    }
}
