package dev.planline.wire;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.util.BufferRecycler;
import tools.jackson.core.util.RecyclerPool;

/**
 * Jackson's buffers, kept for the next value. Jackson's own pool is one queue, where runners on all cores meet twice for each value; one for each
 * thread would keep buffers for a thousand runners that wait. Here threads share a few places by their number, and whoever finds a place
 * empty makes new buffers. Thread-safe.
 */
final class Recyclers implements RecyclerPool<BufferRecycler> {

    private static final long serialVersionUID = 1L;
    private static final int PLACES = 64;

    private final transient AtomicReferenceArray<@Nullable BufferRecycler> places = new AtomicReferenceArray<>(PLACES);

    @Override
    public BufferRecycler acquirePooled() {
        BufferRecycler kept = places.getAndSet(place(), null);
        return kept == null ? new BufferRecycler() : kept;
    }

    @Override
    public void releasePooled(BufferRecycler recycler) {
        places.lazySet(place(), recycler);
    }

    private static int place() {
        return (int) (Thread.currentThread().threadId() % PLACES);
    }
}
