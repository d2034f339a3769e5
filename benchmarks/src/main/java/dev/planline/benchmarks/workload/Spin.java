package dev.planline.benchmarks.workload;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Work for the processor that takes so long on this machine when nothing else runs. The first process measures how fast the
 * machine is, and tells the others, so that all do the same work however loaded the machine was when they began.
 */
public final class Spin {

    /** The system property by which another process is told. */
    public static final String PROPERTY = "planline.spins";

    private static final int BATCH = 10_000;
    private static final int BATCHES = 20_000;
    private static final long PER_MILLI = Long.getLong(PROPERTY, 0) > 0 ? Long.getLong(PROPERTY) : calibrated();

    private Spin() {}

    /** Turns in a millisecond. */
    public static long perMilli() {
        return PER_MILLI;
    }

    static void millis(long millis) {
        use(spin(millis * PER_MILLI));
    }

    /** Each turn waits for the one before, and none can be foreseen (Marsaglia, Xorshift RNGs, 2003). */
    private static long spin(long turns) {
        long x = 88172645463325252L;
        for (long i = 0; i < turns; i++) {
            x ^= x << 13;
            x ^= x >>> 7;
            x ^= x << 17;
        }
        return x;
    }

    private static void use(long result) {
        if (result == ThreadLocalRandom.current().nextLong()) {
            throw new IllegalStateException("BUG: the result has to be used, or the loop is optimized away");
        }
    }

    /** By the fastest of many tries, so that compilation and what else the machine does count little. */
    private static long calibrated() {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < BATCHES; i++) {
            long begin = System.nanoTime();
            use(spin(BATCH));
            best = Math.min(best, System.nanoTime() - begin);
        }
        return BATCH * 1_000_000L / best;
    }
}
