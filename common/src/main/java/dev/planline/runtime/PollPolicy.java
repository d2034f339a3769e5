package dev.planline.runtime;

import java.util.concurrent.TimeUnit;

/**
 * When to ask Kafka for more.
 *
 * <p>A poll costs tens of microseconds even if it brings nothing, and what it brings lies on the heap until its turn comes, where every
 * collection of garbage has to look at it. So a worker reads no further ahead than keeps its runners busy: records for a twentieth of a
 * second at the rate at which it works, and ready lanes for a tenth of that. Lanes count, too, since behind a hot key a thousand records
 * keep nobody busy: then reading goes on. Still it polls now and then without reading, since Kafka announces rebalances there and nowhere else.
 *
 * <p>Belongs to the thread that polls.
 */
final class PollPolicy {

    /** Shortest time between two polls while something is in flight. */
    static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** Longest time without a poll. */
    static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final double AHEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final double LANES_SHARE = 0.1;
    private static final double SMOOTHING = 0.3;
    private static final int LEAST_SHARE = 200;

    private final int leastPlenty;
    private double perNano;
    private int done;
    private long windowNanos;
    private long lastNanos;

    /** What to do now. */
    enum Poll {
        /** Work on; it is too early to ask again. */
        NOT_YET,
        /** Ask for rebalances, not for records. */
        KEEP_ALIVE,
        /** Read what is there. */
        READ,
        /** Read, and wait for it: there is nothing else to do. */
        AWAIT
    }

    /**
     * @param maxRecords that the worker may hold; half a percent of it is plenty for a slow stage, too
     */
    PollPolicy(int maxRecords, long nowNanos) {
        leastPlenty = Math.max(1, maxRecords / LEAST_SHARE);
        windowNanos = nowNanos;
        lastNanos = nowNanos - LONGEST_NANOS;
    }

    /**
     * What to do now.
     *
     * @param pending records in lanes, those that are handled included
     * @param ready lanes that wait for a runner
     */
    Poll decide(long nowNanos, int pending, int ready) {
        Poll poll = choose(nowNanos - lastNanos, pending, ready);
        lastNanos = poll == Poll.NOT_YET ? lastNanos : nowNanos;
        return poll;
    }

    private Poll choose(long sinceNanos, int pending, int ready) {
        if (pending == 0) {
            return Poll.AWAIT;
        }
        if (pending >= plenty() && ready >= plenty() * LANES_SHARE) {
            return sinceNanos >= LONGEST_NANOS ? Poll.KEEP_ALIVE : Poll.NOT_YET;
        }
        return sinceNanos >= TURN_NANOS ? Poll.READ : Poll.NOT_YET;
    }

    private double plenty() {
        return Math.max(leastPlenty, perNano * AHEAD_NANOS);
    }

    /** Notes that so many records were finished since the last call. */
    void finished(int records, long nowNanos) {
        done += records;
        long nanos = nowNanos - windowNanos;
        if (nanos >= WINDOW_NANOS) {
            perNano += ((double) done / nanos - perNano) * SMOOTHING;
            done = 0;
            windowNanos = nowNanos;
        }
    }
}
