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
 * next best.
 *
 * <p>Each tier takes the top of a fixed order from what the tiers before left. One more trajectory can only push others
 * down, never lift one up, so dropping early and dropping late keep the same set, in whatever order they arrive.
 */
final class Retention {

    private static final Comparator<Kept> BEST = Comparator.comparingDouble(Kept::score).reversed().thenComparing(Kept::id);
    private static final Comparator<Kept> LATEST = Comparator.comparingInt(Kept::generation).reversed()
            .thenComparing(Comparator.comparingLong(Kept::createdAt).reversed()).thenComparing(Kept::id);

    record Kept(String id, double score, int generation, long createdAt, String signature) {}

    private Retention() {}

    static void apply(Connection connection, String agent, int cap) throws SQLException {
        List<Kept> all = Sql.all(connection,
                "SELECT trajectory_id, score, generation, created_at, signature FROM trajectories WHERE agent = ?",
                row -> new Kept(row.getString(1), row.getDouble(2), row.getInt(3), row.getLong(4), row.getString(5)), agent);
        if (all.size() <= cap) {
            return;
        }
        Set<String> keep = keep(all, cap);
        for (Kept one : all) {
            if (!keep.contains(one.id())) {
                Sql.update(connection, "DELETE FROM trajectories WHERE trajectory_id = ?", one.id());
                Sql.update(connection, "DELETE FROM parents WHERE trajectory_id = ?", one.id());
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
