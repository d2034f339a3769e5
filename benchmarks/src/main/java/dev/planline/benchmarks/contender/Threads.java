package dev.planline.benchmarks.contender;

import java.time.Duration;

/** Waits for threads to end. */
final class Threads {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private Threads() {}

    static void join(Thread thread) {
        try {
            if (!thread.join(LONGEST)) {
                throw new IllegalStateException(thread.getName() + " does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
