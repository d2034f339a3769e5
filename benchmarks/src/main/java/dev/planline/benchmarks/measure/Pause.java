package dev.planline.benchmarks.measure;

import java.util.concurrent.locks.LockSupport;

/** Waits. */
public final class Pause {

    private Pause() {}

    /** For so long. */
    public static void nanos(long nanos) {
        until(System.nanoTime() + nanos);
    }

    /** Until a time on the clock of {@link System#nanoTime()}; not at all if it is over. */
    public static void until(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
