package dev.planline.benchmarks.sink;

import java.util.concurrent.locks.LockSupport;

/** Waits. */
final class Pause {

    private Pause() {}

    static void nanos(long nanos) {
        until(System.nanoTime() + nanos);
    }

    /** Until a time on the clock of {@link System#nanoTime()}; not at all if it is over. */
    static void until(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
