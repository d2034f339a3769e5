package dev.planline.chaos.network;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** The condition of a network as it changes. Thread-safe. */
final class Weather {

    private final ReentrantLock lock = new ReentrantLock();
    private final java.util.concurrent.locks.Condition changed = lock.newCondition();
    private Condition now = new Condition.Open();

    Condition now() {
        lock.lock();
        try {
            return now;
        } finally {
            lock.unlock();
        }
    }

    void become(Condition condition) {
        lock.lock();
        try {
            now = condition;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until something may get through, which may be for ever.
     *
     * @param answer whether it comes from the side that was connected to
     * @return the condition that lets it through
     */
    Condition awaitPassage(boolean answer) throws InterruptedException {
        lock.lock();
        try {
            while (now instanceof Condition.Blackhole || (now instanceof Condition.HalfOpen && answer)) {
                changed.await();
            }
            Condition late = now;
            if (late instanceof Condition.Delayed(int millis)) {
                long left = TimeUnit.MILLISECONDS.toNanos(millis);
                while (left > 0 && now.equals(late)) {
                    left = changed.awaitNanos(left);
                }
            }
            return late;
        } finally {
            lock.unlock();
        }
    }
}
