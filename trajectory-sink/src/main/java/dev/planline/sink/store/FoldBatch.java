package dev.planline.sink.store;

import dev.planline.model.Trajectory;
import dev.planline.wire.Codec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records of the log that are folded together. What can be worked out without the database is worked out when a record is
 * added, so that this can be done for one batch while the database writes the one before. Not thread-safe.
 */
public final class FoldBatch {

    private static final Codec CODEC = new Codec();

    /** Records of one partition that follow each other. */
    record Run(Position position, List<Change> changes) {}

    /** What a record changes, with its offset. */
    sealed interface Change {

        long offset();

        /** A trajectory; only its row is held. */
        record Row(long offset, TrajectoryRow row) implements Change {}

        /** Anything else. */
        record Entry(long offset, LogEntry entry) implements Change {}
    }

    private final List<Run> runs = new ArrayList<>();
    private final Map<Position, Long> next = new HashMap<>();
    private int records;
    private long bytes;

    /** Where the batches of a transaction come from. */
    @FunctionalInterface
    public interface Source {

        /** The next; null if there is none. */
        @Nullable FoldBatch next();
    }

    /** A batch of these. */
    static FoldBatch of(Collection<LogEntry> entries) {
        var batch = new FoldBatch();
        entries.forEach(entry -> batch.add(entry, 0));
        return batch;
    }

    /**
     * Adds a record; those of one partition in the order of the log.
     *
     * @param size of its value on the log, in bytes
     */
    public void add(LogEntry entry, int size) {
        List<Change> changes = changes(entry);
        records++;
        if (entry.value() instanceof Trajectory trajectory) {
            Payload payload = entry.payload();
            var row = new TrajectoryRow(entry, trajectory, payload == null ? Payload.of(CODEC.encode(trajectory)) : payload);
            changes.add(new Change.Row(entry.offset(), row));
            bytes += row.payload().length;
        } else {
            changes.add(new Change.Entry(entry.offset(), entry));
            bytes += entry.value() == null ? 0 : size;
        }
    }

    private List<Change> changes(LogEntry entry) {
        Run last = runs.isEmpty() ? null : runs.getLast();
        if (last == null || last.position().partition() != entry.partition() || !last.position().topic().equals(entry.topic())) {
            last = new Run(new Position(entry.topic(), entry.partition()), new ArrayList<>());
            runs.add(last);
        }
        return last.changes();
    }

    /** Says where the partition goes on after what was added, also past records that are not folded. */
    public void advance(Position position, long nextOffset) {
        next.put(position, nextOffset);
    }

    /** How many records it holds. */
    public int size() {
        return records;
    }

    /** About how much memory its records hold, in bytes; one that is decoded may hold some times as much. */
    public long bytes() {
        return bytes;
    }

    List<Run> runs() {
        return runs;
    }

    /** Where the partitions go on after it, as far as that was said. */
    public Map<Position, Long> next() {
        return next;
    }
}
