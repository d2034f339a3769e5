package dev.planline.runtime;

import java.util.Collection;

/**
 * How much each partition may read ahead of what is committed.
 *
 * <p>All partitions share one budget of records and one of bytes. Each may hold as much as is left of it for others: a
 * partition whose records pile up, say behind a key that is slow, ends with at most half of the budget, two such with a third each,
 * and the rest reads on. However full the others are, each may hold its guaranteed part, a quarter of an even share. This is the dynamic threshold that switches use to share a buffer among their ports (Choudhury and
 * Hahne, 1998). Besides, no partition reads so far beyond its watermark that what is finished there could not be told in a
 * commit.
 */
final class FlowControl {

    private static final long FARTHEST = CommittedOffset.WINDOW / 2;

    private final int maxRecords;
    private final long maxBytes;
    private int records;
    private long bytes;
    private int guaranteed = 1;
    private long guaranteedBytes = 1;

    FlowControl(WorkerSettings.FlowSettings settings) {
        maxRecords = settings.maxRecords();
        maxBytes = settings.maxBytes();
    }

    /** Looks at what all partitions hold. */
    void observe(Collection<OwnedPartition> partitions) {
        int parts = 4 * Math.max(1, partitions.size());
        guaranteed = Math.max(1, maxRecords / parts);
        guaranteedBytes = Math.max(1, maxBytes / parts);
        records = 0;
        bytes = 0;
        for (OwnedPartition partition : partitions) {
            records += partition.open();
            bytes += partition.openBytes();
        }
    }

    /** Records read and not committed. */
    int records() {
        return records;
    }

    /** Whether this partition is to read no further for now. */
    boolean full(OwnedPartition partition) {
        return partition.open() >= Math.max(guaranteed, maxRecords - records)
                || partition.openBytes() >= Math.max(guaranteedBytes, maxBytes - bytes)
                || partition.offsets().spread() > FARTHEST;
    }

    /** Whether a partition that was full has room again; between the two lies a gap, so that reading does not stutter. */
    boolean roomy(OwnedPartition partition) {
        return partition.open() <= Math.max(guaranteed, maxRecords - records) / 2
                && partition.openBytes() <= Math.max(guaranteedBytes, maxBytes - bytes) / 2
                && partition.offsets().spread() <= FARTHEST;
    }

    /** Whether so many outcomes wait for a commit that reading would soon stop. */
    boolean commitNow(int waiting) {
        return waiting >= maxRecords / 2;
    }
}
