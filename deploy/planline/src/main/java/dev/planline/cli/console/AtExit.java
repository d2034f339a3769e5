package dev.planline.cli.console;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Does something when the process is interrupted, unless it is closed before. What came last is done first, one after the other. */
public final class AtExit implements AutoCloseable {

    private static final Deque<AtExit> WAITING = new ArrayDeque<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(AtExit::doAll, "cleanup"));
    }

    private final Runnable deed;

    /** From now on. */
    public AtExit(Runnable deed) {
        this.deed = deed;
        synchronized (WAITING) {
            WAITING.push(this);
        }
    }

    private static void doAll() {
        for (AtExit next = take(); next != null; next = take()) {
            try {
                next.deed.run();
            } catch (RuntimeException e) {
                System.err.println("planline: while cleaning up: " + e);
            }
        }
    }

    private static @Nullable AtExit take() {
        synchronized (WAITING) {
            return WAITING.poll();
        }
    }

    @Override
    public void close() {
        synchronized (WAITING) {
            WAITING.remove(this);
        }
    }
}
