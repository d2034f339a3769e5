package dev.planline.sink.pool;

import dev.planline.model.Trajectory;
import dev.planline.sink.pool.selection.Candidate;
import dev.planline.sink.pool.selection.ParentRule;
import dev.planline.sink.pool.selection.Selection;
import dev.planline.sink.store.Payload;
import dev.planline.sink.store.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parents that were drawn.
 *
 * @param rule name of the rule
 * @param alpha of the rule; null if it has none
 * @param distinct whether none could come twice
 * @param offsets next offsets of the trajectories that it was drawn from, by partition
 * @param candidates how many it was drawn from
 */
public record Parents(String rule, @Nullable Double alpha, boolean distinct, long seed, Map<String, Long> offsets, int candidates,
        List<Parent> items) {

    /**
     * One draw.
     *
     * @param chance with which one draw hits it, in 0..1; if none comes twice, that of the first draw
     * @param children trajectories that were made from it directly, those that are no longer kept included
     */
    public record Parent(String trajectoryId, double chance, int children, Trajectory trajectory) {}

    /**
     * Candidates are read in the order of places, so that SQLite reads the table from end to end and asks the index of parents
     * for each row: of all plans the fastest at a million rows. Filters by agent or task are found by their indexes first.
     */
    static Parents draw(Connection connection, TrajectoryFilter filter, ParentRule rule, int count, boolean distinct, long seed)
            throws SQLException {
        Where where = Where.of(filter);
        List<Candidate> candidates = Sql.all(connection,
                "SELECT place, score, (SELECT count(*) FROM parents WHERE parent_id = live.trajectory_id) FROM live" + where.sql()
                        + " ORDER BY place",
                row -> new Candidate(row.getLong(1), row.getDouble(2), row.getInt(3)), where.arguments());
        var selection = new Selection(rule, candidates);
        var items = new ArrayList<Parent>();
        for (Selection.Pick pick : distinct ? selection.drawDistinct(count, seed) : selection.draw(count, seed)) {
            items.add(item(connection, pick));
        }
        return new Parents(rule.name(), rule instanceof ParentRule.PowerLaw(double alpha) ? alpha : null, distinct, seed,
                Offsets.of(connection), candidates.size(), items);
    }

    private static Parent item(Connection connection, Selection.Pick pick) throws SQLException {
        Candidate parent = pick.candidate();
        Trajectory trajectory = Sql.all(connection, "SELECT payload FROM bodies WHERE place = ?",
                row -> Payload.unpacked(row.getBytes(1)).trajectory(), parent.place()).getFirst();
        return new Parent(trajectory.trajectoryId(), pick.chance(), parent.children(), trajectory);
    }
}
