package dev.planline.runtime;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Which records of one partition are finished, and what to commit for that.
 *
 * <p>Records finish in any order, but Kafka remembers one offset a partition. Committing the lowest unfinished one alone
 * would make a restart repeat everything finished beyond it, and with it outputs that are committed already. So the commit
 * carries a bitmap of what is finished beyond the watermark, and the next owner skips those. The bitmap has to fit Kafka's
 * 4,096 bytes of metadata, so a record too far beyond the watermark {@linkplain #fits does not fit} yet: the caller keeps
 * its outcome back until the watermark has moved. Offsets may have gaps (aborted records, transaction markers, compaction).
 *
 * <p>A finished record leaves only its offset here; what it held can be collected, however far the watermark is behind.
 *
 * <p>Not thread-safe: it belongs to the thread that polls.
 */
final class OffsetTracker {

    private final Deque<Entry> entries = new ArrayDeque<>();
    private final long restoredBase;
    private final BitSet restored;
    private long next;

    /**
     * @param committed what the last owner committed
     */
    OffsetTracker(CommittedOffset committed) {
        next = committed.watermark();
        restoredBase = committed.watermark();
        restored = committed.finished();
    }

    /** Before this offset the last owner had finished everything. */
    long restoredAt() {
        return restoredBase;
    }

    /** Whether the last owner finished this record, so that it must not be handled again. */
    boolean alreadyFinished(long offset) {
        long bit = offset - restoredBase;
        return bit >= 0 && bit <= Integer.MAX_VALUE && restored.get((int) bit);
    }

    /** Notes a record, in the order of offsets; its entry is to be {@linkplain Entry#finish finished} later. */
    Entry add(long offset) {
        if (offset < next) {
            throw new IllegalStateException("BUG: offset " + offset + " comes after " + (next - 1));
        }
        var entry = new Entry(offset);
        entries.addLast(entry);
        next = offset + 1;
        return entry;
    }

    /** Notes that nothing but gaps lies before this position, which is that of the consumer. */
    void skipTo(long position) {
        next = Math.max(next, position);
    }

    /** The lowest offset that is not finished; what comes before it will never be read again. */
    long watermark() {
        while (!entries.isEmpty() && entries.getFirst().finished) {
            entries.removeFirst();
        }
        return entries.isEmpty() ? next : entries.getFirst().offset;
    }

    /** Whether this offset, once finished, fits into the bitmap of a commit at the watermark of now. */
    boolean fits(long offset) {
        return offset - watermark() < CommittedOffset.WINDOW;
    }

    /** How far the records that were read reach beyond the watermark. */
    long spread() {
        return next - watermark();
    }

    /** Whether every record that was read is finished. */
    boolean idle() {
        watermark();
        return entries.isEmpty();
    }

    /** The work of the oldest record that is not finished. */
    @Nullable Work oldest() {
        watermark();
        return entries.isEmpty() ? null : entries.getFirst().work;
    }

    /** Visits the work of all records that are not finished, in the order of offsets. */
    void forEachOpen(Consumer<Work> visitor) {
        for (Entry entry : entries) {
            if (entry.work != null) {
                visitor.accept(entry.work);
            }
        }
    }

    /** What to commit. */
    CommittedOffset committed() {
        long watermark = watermark();
        var finished = new BitSet();
        for (Entry entry : entries) {
            if (entry.finished) {
                finished.set(Math.toIntExact(entry.offset - watermark));
            }
        }
        for (int bit = restored.nextSetBit(unread()); bit >= 0; bit = restored.nextSetBit(bit + 1)) {
            finished.set(Math.toIntExact(restoredBase + bit - watermark));
        }
        return new CommittedOffset(watermark, finished);
    }

    /** The bit of the first record that this owner has not read; what the last one finished from there on must not be forgotten. */
    private int unread() {
        return (int) Math.min(next - restoredBase, restored.length());
    }

    /** One record that was read. */
    static final class Entry {

        private final long offset;
        private @Nullable Work work;
        private boolean finished;

        private Entry(long offset) {
            this.offset = offset;
        }

        long offset() {
            return offset;
        }

        /** Notes what is to be done for the record. */
        void begin(Work what) {
            work = what;
        }

        void finish() {
            work = null;
            finished = true;
        }
    }
}
