package dev.planline.sink.store;

import dev.planline.text.Beginning;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes trajectories. Of several with one id the first in the order of places stays; the order in which they arrive does not
 * matter.
 */
public final class TrajectoryRows {

    /** How much of an insight or of a reason of a failure questions see, in characters: PostgreSQL does not take what its index of texts cannot hold. */
    public static final int NOTE_LIMIT = 800;

    private static final String INSERT = """
            INSERT INTO trajectories (place, trajectory_id, task_id, agent, generation, operator, outcome, score, policy_version, steps,
                                      signature, cost_usd, duration, created_at, dated_at, logged_at, digest,
                                      superseded, evicted)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
            """;

    private final Connection connection;

    /** A row that was written before. */
    private record Copy(long place, boolean sameContent, boolean superseded, boolean evicted) {}

    TrajectoryRows(Connection connection) {
        this.connection = connection;
    }

    void add(List<TrajectoryRow> rows) throws SQLException {
        List<TrajectoryRow> known = new ArrayList<>();
        try (var trajectories = new Batch(connection, INSERT);
                var details = new Details(connection)) {
            for (TrajectoryRow row : rows) {
                trajectories.add(row.columns(/* superseded= */ false, /* evicted= */ false));
            }
            int[] inserted = trajectories.run();
            for (int i = 0; i < inserted.length; i++) {
                TrajectoryRow row = rows.get(i);
                if (inserted[i] == 0) {
                    known.add(row);
                } else {
                    details.body(row);
                    details.relate(row);
                }
            }
            details.run();
        }
        for (TrajectoryRow row : known) {
            addCopy(row);
        }
    }

    /** Writes one whose id was there when it came. */
    private void addCopy(TrajectoryRow row) throws SQLException {
        List<Copy> copies = copies(row);
        boolean first = copies.stream().allMatch(copy -> row.place() < copy.place());
        boolean evicted = copies.stream().anyMatch(copy -> copy.sameContent() && copy.evicted());
        if (first) {
            for (Copy copy : copies) {
                if (!copy.superseded()) {
                    supersede(row, copy);
                }
            }
        }
        int inserted = Sql.update(connection, INSERT, row.columns(!first, evicted));
        if (inserted == 0) { // another replica brought a copy in between
            addCopy(row);
            return;
        }
        try (var details = new Details(connection)) {
            if (first && !evicted) {
                details.body(row);
            }
            if (first) {
                details.relate(row);
            }
            details.run();
        }
    }

    private void supersede(TrajectoryRow by, Copy copy) throws SQLException {
        Sql.update(connection, "UPDATE trajectories SET superseded = 1 WHERE place = ?", copy.place());
        Sql.update(connection, "DELETE FROM bodies WHERE place = ?", copy.place());
        Sql.update(connection, "DELETE FROM notes WHERE place = ?", copy.place());
        Sql.update(connection, "DELETE FROM parents WHERE trajectory_id = ?", by.id());
        Sql.update(connection, "INSERT INTO removals VALUES (?, ?) ON CONFLICT DO NOTHING", by.place(), copy.place());
    }

    private List<Copy> copies(TrajectoryRow row) throws SQLException {
        String copies = "SELECT place, digest, superseded, evicted FROM trajectories WHERE trajectory_id = ? AND superseded = ";
        return Sql.all(connection, copies + "0 UNION ALL " + copies + "1",
                found -> new Copy(found.getLong(1), row.hasDigest(found.getBytes(2)),
                        found.getInt(3) == 1, found.getInt(4) == 1),
                row.id(), row.id());
    }

    /** What stands in tables beside the row. */
    private static final class Details implements AutoCloseable {

        private final Batch bodies;
        private final Batch notes;
        private final Batch parents;

        Details(Connection connection) throws SQLException {
            bodies = new Batch(connection, "INSERT INTO bodies VALUES (?, ?, ?)");
            notes = new Batch(connection, "INSERT INTO notes VALUES (?, ?, ?, ?)");
            parents = new Batch(connection, "INSERT INTO parents VALUES (?, ?)");
        }

        void body(TrajectoryRow row) throws SQLException {
            bodies.add(row.place(), row.search(), row.payload());
            note(row, "insight", row.insights());
            note(row, "failure", row.failures());
        }

        void relate(TrajectoryRow row) throws SQLException {
            for (String parent : row.parents()) {
                parents.add(row.id(), parent);
            }
        }

        private void note(TrajectoryRow row, String kind, List<String> texts) throws SQLException {
            for (int i = 0; i < texts.size(); i++) {
                notes.add(row.place(), kind, i, Beginning.of(texts.get(i), NOTE_LIMIT));
            }
        }

        void run() throws SQLException {
            var _ = bodies.run();
            var _ = notes.run();
            var _ = parents.run();
        }

        @Override
        public void close() throws SQLException {
            bodies.close();
            notes.close();
            parents.close();
        }
    }
}
