package dev.planline.runtime;

import java.util.concurrent.TimeUnit;

/** Time as a worker sees it. It comes in from outside, so that a simulation can hold the reins. */
interface Ticker {

    /** The time of this machine. */
    Ticker SYSTEM = new Ticker() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public long millis() {
            return System.currentTimeMillis();
        }

        @Override
        @SuppressWarnings("WaitNotInLoop") // the caller asks again
        public void await(Object monitor, long nanos) throws InterruptedException {
            TimeUnit.NANOSECONDS.timedWait(monitor, nanos);
        }
    };

    /** Nanoseconds from an arbitrary origin. */
    long nanos();

    /** Milliseconds since 1970. */
    long millis();

    /** Waits until the monitor, which the caller holds, is notified, or for so long; may return early. */
    void await(Object monitor, long nanos) throws InterruptedException;
}
