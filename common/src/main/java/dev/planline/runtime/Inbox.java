package dev.planline.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Completions on their way from the runners to the thread that polls, which takes them all at once. Thread-safe. */
final class Inbox {

    private final Ticker ticker;
    private List<Completion> arrived = new ArrayList<>();
    private List<Completion> spare = new ArrayList<>();
    private int awaited = Integer.MAX_VALUE;

    Inbox(Ticker ticker) {
        this.ticker = ticker;
    }

    synchronized void add(Completion completion) {
        arrived.add(completion);
        if (arrived.size() >= awaited) {
            awaited = Integer.MAX_VALUE;
            notifyAll();
        }
    }

    /**
     * Hands over what has arrived, in that order; waits until it is enough. If the taker throws, what it was not given stays. For one thread only.
     *
     * @param waitNanos at most; 0 not to wait
     * @param enough not to wait longer
     * @return nanoseconds that it waited
     */
    long drain(long waitNanos, int enough, Consumer<Completion> to) {
        long begin = ticker.nanos();
        List<Completion> taken = take(waitNanos, enough);
        long waited = ticker.nanos() - begin;
        int given = 0;
        try {
            while (given < taken.size()) {
                to.accept(taken.get(given++));
            }
        } finally {
            putBack(taken.subList(given, taken.size()));
            taken.clear();
            spare = taken;
        }
        return waited;
    }

    private synchronized void putBack(List<Completion> left) {
        arrived.addAll(0, left);
    }

    private synchronized List<Completion> take(long waitNanos, int enough) {
        if (arrived.size() < enough && waitNanos > 0) {
            awaited = enough;
            try {
                ticker.await(this, waitNanos);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            awaited = Integer.MAX_VALUE;
        }
        List<Completion> taken = arrived;
        arrived = spare;
        return taken;
    }
}
