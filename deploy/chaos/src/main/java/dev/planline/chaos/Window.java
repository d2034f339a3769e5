package dev.planline.chaos;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Keeps how many tasks are under way within bounds, so that faults meet tasks at every stage and not a backlog before the first. */
final class Window {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final int size;
    private long sent;
    private long over;

    Window(int size) {
        this.size = size;
    }

    /** Waits until so many more may be sent. */
    void send(int more) throws InterruptedException {
        lock.lock();
        try {
            while (sent - over + more > size) {
                moved.await();
            }
            sent += more;
        } finally {
            lock.unlock();
        }
    }

    /** So many have ended, or will not come. */
    void over(int more) {
        lock.lock();
        try {
            over += more;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
