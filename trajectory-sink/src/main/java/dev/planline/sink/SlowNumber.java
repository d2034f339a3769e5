package dev.planline.sink;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A number that only the database knows, for a gauge. Whoever scrapes waits for it no longer than a moment, else a database that is slow or
 * gone would take all other meters along. Thread-safe.
 */
final class SlowNumber implements Supplier<Number> {

    private static final long WAIT_MILLIS = 500;

    private final Supplier<? extends Number> source;
    private volatile double last = Double.NaN;

    // guarded by this
    private @Nullable CompletableFuture<Void> asking;

    /**
     * @param source may take its time, and may fail; it is asked by one thread at a time
     */
    SlowNumber(Supplier<? extends Number> source) {
        this.source = source;
    }

    /** The number as it is now; as it was if that takes too long to find out, and NaN if that failed. */
    @Override
    public Number get() {
        try {
            ask().get(WAIT_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return last; // whoever asks next sees what comes of it
        } catch (ExecutionException e) {
            return Double.NaN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return last;
    }

    private synchronized CompletableFuture<Void> ask() {
        if (asking == null || asking.isDone()) {
            asking = CompletableFuture.runAsync(this::find, Thread::startVirtualThread);
        }
        return asking;
    }

    private void find() {
        double found = Double.NaN;
        try {
            found = source.get().doubleValue();
        } finally {
            last = found;
        }
    }
}
