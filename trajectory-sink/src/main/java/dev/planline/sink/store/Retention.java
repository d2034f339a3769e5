package dev.planline.sink.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which trajectories of an agent are kept when there are more than the cap: half of the places for the best, a quarter for
 * the latest of the rest, the others for the best of each way of working among what is left, and what room remains for the
 * next best. One with two contents under the same id takes two places, though only the first on the log is shown.
 *
 * <p>Each tier takes the top of a fixed order from what the tiers before left. One more trajectory can only push others
 * down, never lift one up, so dropping early and dropping late keep the same set, in whatever order they arrive.
 */
final class Retention {

    private static final Comparator<Kept> BEST = Comparator.comparingDouble(Kept::score).reversed().thenComparing(Kept::id);
    private static final Comparator<Kept> LATEST = Comparator.comparingInt(Kept::generation).reversed()
            .thenComparing(Comparator.comparingLong(Kept::createdAt).reversed()).thenComparing(Kept::id);

    /** @param id stands for id and content: what was logged twice is one */
    record Kept(String id, double score, int generation, long createdAt, String signature) {}

    private Retention() {}

    /** An item, and the rows that hold it. */
    private record Candidate(Kept item, long place, boolean superseded) {}

    /**
     * Evicts what an agent has more than its cap.
     *
     * @param arrival an arrival of this transaction, under which the evictions are recorded
     */
    static void apply(Connection connection, String agent, int cap, long arrival) throws SQLException {
        List<Candidate> rows = Sql.all(connection,
                "SELECT trajectory_id, digest, score, generation, dated_at, signature, place, superseded FROM trajectories WHERE agent = ? AND evicted = 0",
                row -> new Candidate(new Kept(TrajectoryRow.item(row.getString(1), row.getBytes(2)), row.getDouble(3), row.getInt(4),
                        row.getLong(5), row.getString(6)), row.getLong(7), row.getInt(8) == 1),
                agent);
        List<Kept> items = rows.stream().map(Candidate::item).distinct().toList();
        if (items.size() <= cap) {
            return;
        }
        Set<String> keep = keep(items, cap);
        try (var rowsOut = new Batch(connection, "UPDATE trajectories SET evicted = 1 WHERE place = ?");
                var bodies = new Batch(connection, "DELETE FROM bodies WHERE place = ?");
                var notes = new Batch(connection, "DELETE FROM notes WHERE place = ?");
                var removals = new Batch(connection, "INSERT INTO removals VALUES (?, ?) ON CONFLICT DO NOTHING")) {
            for (Candidate row : rows) {
                if (!keep.contains(row.item().id())) {
                    rowsOut.add(row.place());
                    bodies.add(row.place());
                    notes.add(row.place());
                    if (!row.superseded()) {
                        removals.add(arrival, row.place());
                    }
                }
            }
            for (Batch batch : List.of(rowsOut, bodies, notes, removals)) {
                var _ = batch.run();
            }
        }
    }

    /** The ids to keep; exactly {@code cap} if there are that many. */
    static Set<String> keep(List<Kept> all, int cap) {
        List<Kept> rest = new ArrayList<>(all);
        Set<String> keep = new HashSet<>();
        take(rest.stream().sorted(BEST).limit(cap - cap / 4 - cap / 4).toList(), rest, keep);
        take(rest.stream().sorted(LATEST).limit(cap / 4).toList(), rest, keep);
        Set<String> signatures = new HashSet<>();
        take(rest.stream().sorted(BEST).filter(one -> signatures.add(one.signature())).limit(cap - keep.size()).toList(), rest, keep);
        take(rest.stream().sorted(BEST).limit(cap - keep.size()).toList(), rest, keep);
        return keep;
    }

    private static void take(List<Kept> chosen, List<Kept> rest, Set<String> keep) {
        chosen.forEach(one -> keep.add(one.id()));
        rest.removeIf(one -> keep.contains(one.id()));
    }
}
