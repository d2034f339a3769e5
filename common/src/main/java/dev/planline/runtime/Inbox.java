package dev.planline.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Completions on their way from the runners to the thread that polls, which takes them all at once. Thread-safe. */
final class Inbox {

    private final Ticker ticker;
    private List<Completion> arrived = new ArrayList<>();
    private List<Completion> spare = new ArrayList<>();
    private boolean awaited;

    Inbox(Ticker ticker) {
        this.ticker = ticker;
    }

    synchronized void add(Completion completion) {
        arrived.add(completion);
        if (awaited) {
            awaited = false;
            notifyAll();
        }
    }

    /**
     * Hands over what has arrived, in that order; waits for the first. For one thread only.
     *
     * @param waitNanos at most; 0 not to wait
     */
    void drain(long waitNanos, Consumer<Completion> to) {
        List<Completion> taken = take(waitNanos);
        taken.forEach(to);
        taken.clear();
        spare = taken;
    }

    private synchronized List<Completion> take(long waitNanos) {
        if (arrived.isEmpty() && waitNanos > 0) {
            awaited = true;
            try {
                ticker.await(this, waitNanos);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            awaited = false;
        }
        List<Completion> taken = arrived;
        arrived = spare;
        return taken;
    }
}
