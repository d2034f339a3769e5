package dev.planline.sink.store;

import java.util.concurrent.atomic.AtomicLong;

/** What all questions together may hold. Thread-safe. */
public final class Budget {

    private final long bytes;
    private final AtomicLong held = new AtomicLong();

    /** A budget of so many bytes. */
    public Budget(long bytes) {
        this.bytes = bytes;
    }

    /** Holds so many more bytes; whether there was room for them, else it holds none of them. */
    boolean take(long more) {
        return held.getAndUpdate(now -> now + more <= bytes ? now + more : now) + more <= bytes;
    }

    /** Holds so many bytes less. */
    void giveBack(long taken) {
        held.addAndGet(-taken);
    }
}
