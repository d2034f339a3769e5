package dev.planline.sink.api;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Interrupts threads that wait too long for a client, which closes the connection that they wait for. The server of the JDK has
 * limits of its own, but for the whole process, and none that lets a reply take long as long as it moves.
 */
final class Deadlines implements AutoCloseable {

    private static final long TICK_MILLIS = 50;

    private final Map<Thread, Long> ends = new ConcurrentHashMap<>();
    private final ScheduledExecutorService ticker = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("planline-api-deadlines").factory());

    Deadlines() {
        var _ = ticker.scheduleAtFixedRate(this::check, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** The current thread is about to wait for a client. */
    void set(Duration limit) {
        ends.put(Thread.currentThread(), System.nanoTime() + limit.toNanos());
    }

    /** It waits no longer. */
    void clear() {
        if (ends.remove(Thread.currentThread()) == null) {
            Thread.interrupted(); // it came too late to do anything
        }
    }

    private void check() {
        long now = System.nanoTime();
        ends.forEach((thread, any) -> ends.computeIfPresent(thread, (_, end) -> interruptIfOver(thread, end, now)));
    }

    /** While this is decided nobody removes the entry, so no thread is interrupted after it has cleared its own. */
    private static @Nullable Long interruptIfOver(Thread thread, long end, long now) {
        if (now - end < 0) {
            return end;
        }
        thread.interrupt();
        return null;
    }

    @Override
    public void close() {
        ticker.shutdownNow();
    }
}
