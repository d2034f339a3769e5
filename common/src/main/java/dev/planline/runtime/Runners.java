package dev.planline.runtime;

import dev.planline.runtime.Lanes.Lane;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The virtual threads that work the lanes off: as many as it takes, and no more.
 *
 * <p>A thread for each lane is right if handlers wait (for a model, a tool, a database): then a thousand records wait at once. It is
 * waste if they only compute: a thread costs more than a small decision, and more threads than cores compute nothing faster. No
 * handler says which kind it is, and one may be both. So runners are shared: each takes one lane after the other. How many there
 * are follows what is measured:
 *
 * <ul>
 * <li>If records take long on average, each ready lane gets a runner at once, up to the concurrency that is set.
 * <li>If they are quick, there are as many runners as cores. One whose record takes long after all no longer counts, and the next turn
 * of the loop, at most about a millisecond later, puts another in its place. So a record that blocks holds up its own key and
 * nobody else.
 * </ul>
 *
 * <p>Belongs to the thread that polls.
 */
final class Runners {

    /** Above this mean, what a thread costs does not matter any more. */
    private static final double LONG_NANOS = 200_000;

    private static final double WEIGHT = 1.0 / 64;
    private static final int CORES = Runtime.getRuntime().availableProcessors();

    private final Lanes lanes;
    private final Consumer<Work> handling;
    private final Ticker ticker;
    private final Executor threads;
    private final Set<Runner> active = ConcurrentHashMap.newKeySet();
    private double meanNanos = 2 * LONG_NANOS;
    private volatile @Nullable Throwable failure;

    /**
     * @param handling should not throw: what it throws, as when there is no memory left even to tell of it, ends the runner
     * @param threads gives each runner one of its own
     */
    Runners(Lanes lanes, Consumer<Work> handling, Ticker ticker, Executor threads) {
        this.lanes = lanes;
        this.handling = handling;
        this.ticker = ticker;
        this.threads = threads;
    }

    /** Notes how long a record took. */
    void observe(long nanos) {
        meanNanos += (nanos - meanNanos) * WEIGHT;
    }

    /** Starts runners for what is ready, if more are needed. If something has ended a runner, throws that: its record never leaves its lane. */
    void wake() {
        Thrown.again(failure);
        wakeRest();
    }

    /** The same, whatever became of others. */
    void wakeRest() {
        if (lanes.ready() == 0) {
            return;
        }
        int wanted = meanNanos > LONG_NANOS ? Integer.MAX_VALUE : CORES + blocked();
        for (int more = lanes.admit(wanted); more > 0; more--) {
            var runner = new Runner();
            active.add(runner);
            threads.execute(runner);
        }
    }

    private int blocked() {
        long now = ticker.nanos();
        int count = 0;
        for (Runner runner : active) {
            count += runner.blocked(now) ? 1 : 0;
        }
        return count;
    }

    private final class Runner implements Runnable {

        private volatile long sinceNanos = ticker.nanos();

        boolean blocked(long nowNanos) {
            return nowNanos - sinceNanos > LONG_NANOS;
        }

        @Override
        public void run() {
            try {
                for (Lane lane = lanes.next(null); lane != null; lane = lanes.next(lane)) {
                    sinceNanos = ticker.nanos();
                    handling.accept(lane.work());
                }
            } catch (RuntimeException | Error e) {
                failure = e;
            } finally {
                active.remove(this);
            }
        }
    }
}
