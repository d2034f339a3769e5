package dev.planline.benchmarks.workload;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** What a handler does with a record, besides reading and writing it. */
public enum Work {
    NONE("no-op", Duration.ZERO),
    WAIT_1("1 ms wait", Duration.ofMillis(1)),
    WAIT_10("10 ms wait", Duration.ofMillis(10)),
    CPU_1("1 ms CPU", Duration.ofMillis(1));

    private final String label;
    private final Duration duration;

    Work(String label, Duration duration) {
        this.label = label;
        this.duration = duration;
    }

    /** How it is called in a table. */
    public String label() {
        return label;
    }

    /** How long a record takes. */
    public Duration duration() {
        return duration;
    }

    /** Whether it leaves the processor to others. */
    public boolean waits() {
        return this == WAIT_1 || this == WAIT_10;
    }

    /** Does it once, on the current thread. */
    public void perform() {
        switch (this) {
            case NONE -> {
            }
            case WAIT_1, WAIT_10 -> sleep();
            case CPU_1 -> Spin.millis(duration.toMillis());
        }
    }

    private void sleep() {
        long until = System.nanoTime() + duration.toNanos();
        for (long left = duration.toNanos(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
