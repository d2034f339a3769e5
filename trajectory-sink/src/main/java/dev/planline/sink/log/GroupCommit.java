package dev.planline.sink.log;

import dev.planline.runtime.Thrown;
import dev.planline.sink.store.FoldBatch;
import dev.planline.sink.store.Position;
import dev.planline.sink.store.Store;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Writes batches to a store, in their order, on a thread of its own.
 *
 * <p>A transaction takes up what comes while it is being written: it is short when there is little to do, and when there is much it
 * holds many records, so that a page of an index is written once for many of them. Only a few batches wait in memory; what a
 * transaction has written is with the database.
 *
 * <p>After a failure nothing more is written, and whoever hands over or waits gets it. Belongs to one thread that hands over.
 */
final class GroupCommit implements AutoCloseable {

    private static final int WAITING = 2;
    private static final int LARGE_RECORDS = 1_000;
    private static final long LARGE_BYTES = 4 << 20;

    /** Enough for a transaction, of however few records. */
    static final long MOST_BYTES = 128 << 20;

    private final Store store;
    private final long mostRecords;
    private final long mostBytes;
    private final long lingerNanos;
    private final Committed committedTo;
    private final Thread thread = Thread.ofPlatform().name("sink-writer").unstarted(this::run);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<FoldBatch> handed = new ArrayDeque<>();
    private final Map<Position, Long> reached = new HashMap<>();
    private final Map<Position, Long> committed = new HashMap<>();
    private long recordsOfTransaction;
    private long foldedInTransaction;
    private long bytesOfTransaction;
    private boolean writing;
    private boolean draining;
    private boolean closing;
    private @Nullable Throwable failure;

    /**
     * Begins, with a thread.
     *
     * @param mostRecords a transaction that holds so many takes up no further batch
     * @param mostBytes nor does one that holds so much
     * @param linger how long an open transaction waits for a further batch
     */
    GroupCommit(Store store, long mostRecords, long mostBytes, Duration linger) {
        this(store, mostRecords, mostBytes, linger, (records, duration) -> {});
    }

    /** The same, which also tells of every transaction, on its thread. */
    GroupCommit(Store store, long mostRecords, long mostBytes, Duration linger, Committed committedTo) {
        this.store = store;
        this.committedTo = committedTo;
        this.mostRecords = mostRecords;
        this.mostBytes = mostBytes;
        this.lingerNanos = linger.toNanos();
        thread.start();
    }

    /** Hears of transactions. */
    @FunctionalInterface
    interface Committed {

        /** One is committed that held so many records. */
        void transaction(long records, Duration duration);
    }

    /**
     * Takes a batch, which must not change afterwards. One that is large waits for room, a small one is refused while there is none.
     *
     * @return whether it was taken; if not, it may grow and be offered again
     */
    boolean take(FoldBatch batch) {
        lock.lock();
        try {
            check();
            while (handed.size() >= WAITING && !closing) {
                if (batch.size() < LARGE_RECORDS && batch.bytes() < LARGE_BYTES) {
                    return false;
                }
                changed.awaitUninterruptibly();
                check();
            }
            if (!closing) {
                handed.add(batch);
                changed.signalAll();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Whether all that was taken is committed. */
    boolean idle() {
        lock.lock();
        try {
            check();
            return !writing && handed.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Says where a partition is that begins. */
    void startAt(Position position, long offset) {
        lock.lock();
        try {
            committed.put(position, offset);
        } finally {
            lock.unlock();
        }
    }

    /** Waits until all that was taken is committed. */
    void flush() {
        lock.lock();
        try {
            draining = true;
            changed.signalAll();
            check();
            while ((writing || !handed.isEmpty()) && !closing) {
                changed.awaitUninterruptibly();
                check();
            }
        } finally {
            draining = false;
            lock.unlock();
        }
    }

    /** The next offset to fold of each partition, after what was committed. */
    Map<Position, Long> committed() {
        lock.lock();
        try {
            return Map.copyOf(committed);
        } finally {
            lock.unlock();
        }
    }

    /** Ends. What waits is not written any more, and what is offered from now on is passed over. */
    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            handed.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void check() {
        Thrown.again(closing ? null : failure);
    }

    private void run() {
        try {
            while (begin()) {
                long begin = System.nanoTime();
                store.fold(this::next);
                long records = end();
                committedTo.transaction(records, Duration.ofNanos(System.nanoTime() - begin));
            }
        } catch (RuntimeException | Error e) {
            lock.lock();
            try {
                failure = e;
                handed.clear();
                writing = false;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Waits for a first batch; false if none comes any more. */
    private boolean begin() {
        lock.lock();
        try {
            while (handed.isEmpty() && !closing) {
                changed.awaitUninterruptibly();
            }
            writing = !handed.isEmpty();
            recordsOfTransaction = 0;
            foldedInTransaction = 0;
            bytesOfTransaction = 0;
            return writing;
        } finally {
            lock.unlock();
        }
    }

    /** The next batch of the transaction; null if it is to end. */
    private @Nullable FoldBatch next() {
        lock.lock();
        try {
            if (recordsOfTransaction >= mostRecords || bytesOfTransaction >= mostBytes) {
                return null;
            }
            long wait = lingerNanos;
            while (handed.isEmpty() && wait > 0 && !draining && !closing) {
                wait = changed.awaitNanos(wait);
            }
            if (handed.isEmpty()) {
                return null;
            }
            FoldBatch batch = handed.remove();
            recordsOfTransaction += Math.max(1, batch.size()); // one of malformed records alone has none
            foldedInTransaction += batch.size();
            bytesOfTransaction += batch.bytes();
            reached.putAll(batch.next());
            changed.signalAll();
            return batch;
        } catch (InterruptedException e) {
            throw new IllegalStateException("BUG: nobody interrupts this thread", e);
        } finally {
            lock.unlock();
        }
    }

    /** Notes what is committed; the result is how many records it held. */
    private long end() {
        lock.lock();
        try {
            writing = false;
            committed.putAll(reached);
            reached.clear();
            changed.signalAll();
            return foldedInTransaction;
        } finally {
            lock.unlock();
        }
    }
}
