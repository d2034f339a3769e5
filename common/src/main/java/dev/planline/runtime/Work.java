package dev.planline.runtime;

import dev.planline.tracing.Handling;
import dev.planline.wire.Redrives;
import dev.planline.wire.Sizes;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** One record on its way through a lane. */
final class Work {

    private final OwnedPartition partition;
    private final OffsetTracker.Entry entry;
    private final long readNanos;
    private final long timestamp;
    private final int size;
    private final boolean redriven;
    private @Nullable ConsumerRecord<byte[], byte[]> source;
    private @Nullable Handling span;

    // guarded by this
    private @Nullable Thread runner;
    private long startedNanos;
    private boolean expired;

    Work(ConsumerRecord<byte[], byte[]> source, OwnedPartition partition, OffsetTracker.Entry entry, long readNanos) {
        this.source = source;
        this.partition = partition;
        this.entry = entry;
        this.readNanos = readNanos;
        this.timestamp = source.timestamp();
        this.size = Sizes.of(source);
        this.redriven = Redrives.redriven(source.headers());
    }

    /** The record, until it is {@linkplain #letGo let go}. */
    ConsumerRecord<byte[], byte[]> source() {
        if (source == null) {
            throw new IllegalStateException("BUG: the record was let go");
        }
        return source;
    }

    /** Forgets the record, of which only the outcome matters from now on. */
    void letGo() {
        source = null;
    }

    /** Whether it was a dead letter before. */
    boolean redriven() {
        return redriven;
    }

    /** Its span; null without tracing. */
    @Nullable Handling span() {
        return span;
    }

    /** Gives it a span. */
    void traced(Handling begun) {
        span = begun;
    }

    /** The time that the record bears, in milliseconds since 1970. */
    long timestamp() {
        return timestamp;
    }

    /** The partition for as long as this worker owned it; a completion for one that was given up is void. */
    OwnedPartition partition() {
        return partition;
    }

    OffsetTracker.Entry entry() {
        return entry;
    }

    /** When this worker read the record. */
    long readNanos() {
        return readNanos;
    }

    /** Bytes that the record holds. */
    int size() {
        return size;
    }

    synchronized void begin(long nowNanos) {
        runner = Thread.currentThread();
        startedNanos = nowNanos;
        expired = false;
    }

    /** Ends the work on the current thread; after it, nobody interrupts that thread on account of this record. */
    synchronized void end() {
        runner = null;
        // an interrupt that came too late must not hit the next record of this thread
        Thread.interrupted();
    }

    /** Interrupts the handler if it has run for longer than the deadline. */
    synchronized void expire(long nowNanos, long deadlineNanos) {
        if (runner != null && !expired && nowNanos - startedNanos > deadlineNanos) {
            expired = true;
            runner.interrupt();
        }
    }

    /** Interrupts the handler, whose outcome nobody waits for any more. */
    synchronized void abandon() {
        if (runner != null) {
            runner.interrupt();
        }
    }

    /** Whether the deadline passed. */
    synchronized boolean expired() {
        return expired;
    }
}
