package dev.planline.sink.replay;

import dev.planline.model.Operator;
import dev.planline.model.TrajectoryOutcome;
import dev.planline.sink.store.Place;
import dev.planline.sink.store.Position;
import dev.planline.sink.store.Sql;
import dev.planline.sink.store.Store;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Brings tables up to what the store has folded, whoever folded it: it reads the rows between the offsets that it has come to
 * and those of the store. Not thread-safe.
 */
final class ReplayFeed {

    static final String TRAJECTORIES = "trajectories";
    static final String PRIORITIES = "priorities";

    private static final String COLUMNS = "place, agent, task_id, generation, operator, outcome, score, policy_version, steps, created_at,"
            + " superseded, evicted, logged_at";

    private final Map<String, TableIndex> tables = new HashMap<>();
    private Map<Position, Long> reached = Map.of();

    ReplayFeed(Collection<TableIndex> tables) {
        tables.forEach(table -> this.tables.put(table.table().name(), table));
    }

    /** Next offsets that the tables are up to. */
    Map<Position, Long> reached() {
        return reached;
    }

    /** Reads what is new. */
    void catchUp(Connection connection) throws SQLException {
        Map<Position, Long> next = Store.offsets(connection);
        for (Position position : next.keySet()) {
            if (position.topic().equals(PRIORITIES) && moved(position, next)) {
                observe(connection, from(position), to(position, next));
            }
        }
        tables.values().forEach(TableIndex::renewFirst);
        for (Position position : next.keySet()) {
            if (position.topic().equals(TRAJECTORIES) && moved(position, next)) {
                Sql.each(connection, "SELECT " + COLUMNS + " FROM trajectories WHERE place >= ? AND place < ? ORDER BY place", this::add,
                        from(position), to(position, next));
            }
        }
        for (Position position : next.keySet()) {
            if (position.topic().equals(TRAJECTORIES) && moved(position, next)) {
                Sql.each(connection, "SELECT trajectories.place, superseded FROM removals JOIN trajectories USING (place)"
                        + " WHERE arrival >= ? AND arrival < ?", this::remove, from(position), to(position, next));
                if (!reached.isEmpty()) {
                    Sql.each(connection,
                            "SELECT replay_table, priority, trajectories.place FROM trajectories JOIN priorities USING (trajectory_id)"
                                    + " WHERE trajectories.place >= ? AND trajectories.place < ? AND superseded = 0 ORDER BY priorities.place",
                            this::prioritize, from(position), to(position, next));
                }
            }
        }
        for (Position position : next.keySet()) {
            if (position.topic().equals(PRIORITIES) && moved(position, next)) {
                prioritize(connection, from(position), to(position, next));
            }
        }
        reached = next;
    }

    /** Reads the state of earlier offsets; only into tables that nothing was read into before. */
    void readAsOf(Connection connection, Store store, Map<Position, Long> until) throws SQLException {
        var next = new HashMap<Integer, Long>();
        until.forEach((position, offset) -> {
            if (position.topic().equals(TRAJECTORIES)) {
                next.put(position.partition(), offset);
            }
        });
        for (var position : until.entrySet()) {
            if (position.getKey().topic().equals(PRIORITIES)) {
                observe(connection, Place.of(position.getKey().partition(), 0),
                        Place.of(position.getKey().partition(), position.getValue()));
            }
        }
        Set<Long> live = store.liveAt(connection, next);
        for (var partition : next.entrySet()) {
            Sql.each(connection, "SELECT " + COLUMNS + " FROM trajectories WHERE place >= ? AND place < ? ORDER BY place", row -> {
                ReplayEntry entry = entry(row);
                tables.values().forEach(table -> {
                    if (live.contains(entry.place())) {
                        table.add(entry, Place.partition(entry.place()), /* live= */ true);
                    } else {
                        table.note(entry);
                    }
                });
            }, Place.of(partition.getKey(), 0), Place.of(partition.getKey(), partition.getValue()));
        }
        for (var position : until.entrySet()) {
            if (position.getKey().topic().equals(PRIORITIES)) {
                prioritize(connection, Place.of(position.getKey().partition(), 0),
                        Place.of(position.getKey().partition(), position.getValue()));
            }
        }
        reached = until;
    }

    private void observe(Connection connection, long from, long to) throws SQLException {
        Sql.each(connection, "SELECT replay_table, priority, logged_at FROM priorities WHERE place >= ? AND place < ?", row -> {
            TableIndex table = tables.get(row.getString(1));
            if (table != null) {
                table.observe(row.getDouble(2), row.getLong(3));
            }
        }, from, to);
    }

    private void prioritize(Connection connection, long from, long to) throws SQLException {
        Sql.each(connection,
                "SELECT replay_table, priority, trajectories.place FROM priorities JOIN trajectories USING (trajectory_id)"
                        + " WHERE priorities.place >= ? AND priorities.place < ? ORDER BY priorities.place",
                this::prioritize, from, to);
    }

    private boolean moved(Position position, Map<Position, Long> next) {
        return next.getOrDefault(position, 0L) > reached.getOrDefault(position, 0L);
    }

    private long from(Position position) {
        return Place.of(position.partition(), reached.getOrDefault(position, 0L));
    }

    private static long to(Position position, Map<Position, Long> next) {
        return Place.of(position.partition(), next.getOrDefault(position, 0L));
    }

    private void add(ResultSet row) throws SQLException {
        ReplayEntry entry = entry(row);
        boolean superseded = row.getInt(11) == 1;
        boolean evicted = row.getInt(12) == 1;
        for (TableIndex table : tables.values()) {
            if (superseded) {
                table.note(entry);
            } else {
                table.add(entry, Place.partition(entry.place()), !evicted);
            }
        }
    }

    private void remove(ResultSet row) throws SQLException {
        long place = row.getLong(1);
        boolean superseded = row.getInt(2) == 1;
        for (TableIndex table : tables.values()) {
            if (superseded) {
                table.takeBack(place, Place.partition(place));
            } else {
                table.remove(place, Place.partition(place));
            }
        }
    }

    private void prioritize(ResultSet row) throws SQLException {
        TableIndex table = tables.get(row.getString(1));
        if (table != null) {
            table.prioritize(row.getLong(3), Place.partition(row.getLong(3)), row.getDouble(2));
        }
    }

    private static ReplayEntry entry(ResultSet row) throws SQLException {
        return new ReplayEntry(row.getLong(1), row.getString(2), row.getString(3), row.getInt(4),
                Operator.valueOf(row.getString(5).toUpperCase(Locale.ROOT)),
                TrajectoryOutcome.valueOf(row.getString(6).toUpperCase(Locale.ROOT)),
                row.getDouble(7), row.getString(8), row.getInt(9), row.getLong(10), row.getLong(13));
    }
}
