package dev.planline.sink.store;

import dev.planline.model.Trajectory;
import dev.planline.wire.Codec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records of the log, made ready to be folded: what can be worked out without the database has been, so that this can be done
 * for one batch while the database writes the one before.
 */
public final class FoldBatch {

    private static final Codec CODEC = new Codec();

    /** @param row of a trajectory; null for anything else */
    record Change(LogEntry entry, @Nullable TrajectoryRow row) {}

    private final List<Change> changes;
    private final Map<Position, Long> next;

    private FoldBatch(List<Change> changes, Map<Position, Long> next) {
        this.changes = changes;
        this.next = Map.copyOf(next);
    }

    /**
     * Makes a batch ready.
     *
     * @param next offsets after the batch, where they are further than its last entries, for records that are not folded
     */
    public static FoldBatch of(Collection<LogEntry> entries, Map<Position, Long> next) {
        var changes = new ArrayList<Change>(entries.size());
        for (LogEntry entry : entries) {
            changes.add(new Change(entry, entry.value() instanceof Trajectory trajectory ? row(entry, trajectory) : null));
        }
        return new FoldBatch(changes, next);
    }

    private static TrajectoryRow row(LogEntry entry, Trajectory trajectory) {
        Payload payload = entry.payload();
        return new TrajectoryRow(entry, trajectory, payload == null ? Payload.of(CODEC.encode(trajectory)) : payload);
    }

    List<Change> changes() {
        return changes;
    }

    Map<Position, Long> next() {
        return next;
    }
}
