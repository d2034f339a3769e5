package dev.planline.sink.pool;

import dev.planline.model.Trajectory;
import dev.planline.sink.store.Payload;
import dev.planline.sink.store.Place;
import dev.planline.sink.store.Sql;
import dev.planline.sink.store.Store;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The trajectories in the order of the log, partition by partition, for those who follow them. Whoever asks from the position
 * after the last item that he saw misses none and sees none twice: a position names offsets, and a row is only there together with
 * the offset behind it. A trajectory whose id has come before, or that the cap of its agent has dropped meanwhile, is passed over.
 */
public final class TrajectoryFeed {

    private final Store store;

    /** The feed of this store. */
    public TrajectoryFeed(Store store) {
        this.store = store;
    }

    /**
     * Some of what follows a position.
     *
     * @param end the position after all of it, and after what the filter passed over
     * @param more whether there may be more already
     */
    public record Part(List<Item> items, FeedPosition end, boolean more) {

        public Part {
            items = List.copyOf(items);
        }
    }

    /** A trajectory, and the position after it. */
    public record Item(Trajectory trajectory, FeedPosition after) {}

    /** The position after everything that was folded. */
    public FeedPosition now() {
        return new FeedPosition(store.read(TrajectoryFeed::offsets));
    }

    /** What follows a position, up to so many. */
    public Part after(FeedPosition position, TrajectoryFilter filter, int limit) {
        return store.read(connection -> {
            var items = new ArrayList<Item>();
            var room = new Room(limit, TrajectoryPool.PAGE_BYTES);
            FeedPosition at = position;
            for (var partition : offsets(connection).entrySet()) {
                long from = at.next(partition.getKey());
                long end = partition.getValue();
                if (from < end) {
                    var rows = new ArrayList<Row>();
                    boolean full = fill(connection, filter, Place.of(partition.getKey(), from), Place.of(partition.getKey(), end), room,
                            rows);
                    for (Row row : rows) {
                        at = at.with(partition.getKey(), Place.offset(row.place()) + 1);
                        items.add(new Item(row.trajectory(), at));
                    }
                    if (full) {
                        return new Part(items, at, /* more= */ true);
                    }
                    at = at.with(partition.getKey(), end);
                }
            }
            return new Part(items, at, /* more= */ false);
        });
    }

    private record Row(long place, Trajectory trajectory) {}

    /** Whether there is more than fits. */
    private static boolean fill(Connection connection, TrajectoryFilter filter, long from, long end, Room room, List<Row> rows)
            throws SQLException {
        Where where = Where.of(filter).and("place >= ? AND place < ?", from, end);
        return Sql.until(connection, "SELECT place, payload FROM live JOIN bodies USING (place)" + where.sql() + " ORDER BY place", row -> {
            Payload payload = Payload.unpacked(row.getBytes(2));
            if (!room.takes(payload)) {
                return true;
            }
            rows.add(new Row(row.getLong(1), payload.trajectory()));
            return false;
        }, where.arguments());
    }

    private static SortedMap<Integer, Long> offsets(Connection connection) throws SQLException {
        var offsets = new TreeMap<Integer, Long>();
        Sql.each(connection, "SELECT partition, next_offset FROM offsets WHERE topic = 'trajectories'",
                row -> offsets.put(row.getInt(1), row.getLong(2)));
        return Collections.unmodifiableSortedMap(offsets);
    }
}
