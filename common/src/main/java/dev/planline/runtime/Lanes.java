package dev.planline.runtime;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs work in order within a key and at once across keys: one virtual thread per key that has work, none for others.
 *
 * <p>A lane lives as long as its queue holds something. It ends under its own lock, so that the thread that submits either
 * adds to a live lane or sees that it has ended and begins a new one; work is never left in a lane that nobody runs.
 * {@link #submit} is called by one thread only.
 */
final class Lanes {

    private final ConcurrentMap<Object, Lane> lanes = new ConcurrentHashMap<>();
    private final Thread.Builder threads;
    private final Consumer<Work> handling;

    /**
     * @param name of the threads
     * @param handling must not throw
     */
    Lanes(String name, Consumer<Work> handling) {
        this.threads = Thread.ofVirtual().name(name + "-lane-", 0);
        this.handling = handling;
    }

    /** Appends to the lane of this key; work without a key has a lane of its own. */
    void submit(@Nullable Object key, Work work) {
        Object name = key == null ? work : key;
        Lane lane = lanes.get(name);
        if (lane == null || !lane.add(work)) {
            lane = new Lane(name, work);
            lanes.put(name, lane);
            threads.start(lane);
        }
    }

    private final class Lane implements Runnable {

        private final Object name;
        // guarded by this
        private final Deque<Work> queue = new ArrayDeque<>(2);
        private boolean ended;

        Lane(Object name, Work first) {
            this.name = name;
            queue.add(first);
        }

        synchronized boolean add(Work work) {
            return !ended && queue.add(work);
        }

        private synchronized @Nullable Work next() {
            Work work = queue.poll();
            ended = work == null;
            return work;
        }

        @Override
        public void run() {
            for (Work work = next(); work != null; work = next()) {
                handling.accept(work);
            }
            lanes.remove(name, this);
        }
    }
}
