package dev.planline.runtime;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be handled: a queue for each key, of which at most one record is handled at a time.
 *
 * <p>A lane is either ready (it has a record and nobody handles it), claimed (a runner handles its head) or gone. A runner that
 * gives a lane back gets the one that has been ready for longest, so a key with a long queue takes its turn with all others.
 * The number of runners is kept under the same lock as what is ready: a runner ends exactly if it saw that nothing was ready, so
 * a record that is added meanwhile either is seen by it or finds one runner fewer. Thread-safe.
 */
final class Lanes {

    private final Map<Object, Lane> lanes = new HashMap<>();
    private final Deque<Lane> ready = new ArrayDeque<>();
    private int runners;
    private int most = Integer.MAX_VALUE;

    /** Appends to the lane of this key; work without a key has a lane of its own. */
    synchronized void add(@Nullable Object key, Work work) {
        Object name = key == null ? work : key;
        Lane lane = lanes.get(name);
        if (lane == null) {
            lane = new Lane(name);
            lanes.put(name, lane);
            ready.addLast(lane);
        }
        lane.queue.addLast(work);
    }

    /**
     * Gives a lane back, whose work is done, and claims the next.
     *
     * @param done null for a runner that begins
     * @return null if the runner is to end
     */
    synchronized @Nullable Lane next(@Nullable Lane done) {
        if (done != null) {
            giveBack(done);
        }
        Lane next = runners > most ? null : ready.pollFirst();
        if (next == null) {
            runners--;
            return null;
        }
        next.work = next.queue.removeFirst();
        return next;
    }

    private void giveBack(Lane lane) {
        lane.work = null;
        if (lane.queue.isEmpty()) {
            lanes.remove(lane.name);
        } else {
            ready.addLast(lane);
        }
    }

    /**
     * Counts further runners in, for what is ready.
     *
     * @param wanted runners in all
     * @return how many are to be started
     */
    synchronized int admit(int wanted) {
        int more = Math.max(0, Math.min(ready.size(), Math.min(wanted, most) - runners));
        runners += more;
        return more;
    }

    /** Sets the most runners at once; those that are too many end when they have done what they handle. */
    synchronized void limit(int runnersAtMost) {
        most = runnersAtMost;
    }

    /** Lanes that wait for a runner. */
    synchronized int ready() {
        return ready.size();
    }

    /** The queue of one key. */
    static final class Lane {

        private final Object name;
        private final Deque<Work> queue = new ArrayDeque<>(2);
        private @Nullable Work work;

        private Lane(Object name) {
            this.name = name;
        }

        /** What is to be handled now, by the runner that has claimed the lane. */
        Work work() {
            if (work == null) {
                throw new IllegalStateException("BUG: a lane that nobody claimed");
            }
            return work;
        }
    }
}
