package dev.planline.sink.pool;

import dev.planline.model.Trajectory;
import dev.planline.sink.pool.selection.ParentRule;
import dev.planline.sink.store.Payload;
import dev.planline.sink.store.Quota;
import dev.planline.sink.store.Sql;
import dev.planline.sink.store.Store;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The queryable set of trajectories. Each answer is of one consistent state. Thread-safe. */
public final class TrajectoryPool {

    /** Most trajectories on a page. */
    public static final int PAGE_LIMIT = 1_000;

    /** A page ends before it holds more bytes of trajectories, unless the first alone does. */
    public static final int PAGE_BYTES = 16 << 20;

    private static final int EXPORT_PAGE = 500;

    private static final String SELECT = "SELECT payload FROM live JOIN bodies USING (place)";

    private final Store store;

    /** The pool in this store. */
    public TrajectoryPool(Store store) {
        this.store = store;
    }

    /** The trajectory of this id. */
    public Optional<Trajectory> get(String trajectoryId) {
        return store.read(
                connection -> Sql.all(connection, SELECT + " WHERE trajectory_id = ?", TrajectoryPool::trajectory, trajectoryId))
                .stream().findFirst();
    }

    /** How many there are. */
    public int size() {
        return store.read(connection -> Sql.all(connection, "SELECT count(*) FROM live", row -> row.getInt(1))).getFirst();
    }

    /**
     * A page, newest first; shorter if what is on it is large.
     *
     * @param cursor where it begins; null for the start
     */
    public Page<Trajectory> list(TrajectoryFilter filter, int limit, @Nullable String cursor) {
        Where where = Where.of(filter);
        if (cursor != null) {
            Cursor after = Cursor.parse(cursor);
            where.and("(created_at, place) < (?, ?)", after.at(), after.place());
        }
        String sql = "SELECT payload, created_at, place FROM live JOIN bodies USING (place)" + where.sql()
                + " ORDER BY created_at DESC, place DESC LIMIT ?";
        record Row(Trajectory trajectory, Cursor cursor) {}
        return store.read(connection -> {
            var rows = new ArrayList<Row>();
            var room = new Room(limit, PAGE_BYTES);
            boolean more = Sql.until(connection, sql, row -> {
                Payload payload = Payload.unpacked(row.getBytes(1));
                if (!room.takes(payload)) {
                    return true;
                }
                rows.add(new Row(payload.trajectory(), new Cursor(row.getLong(2), row.getLong(3))));
                return false;
            }, where.arguments(limit + 1));
            return new Page<>(rows.stream().map(Row::trajectory).toList(), more ? rows.getLast().cursor().toString() : null);
        });
    }

    /** Hands over every trajectory, newest first, a page at a time. */
    public void export(TrajectoryFilter filter, Consumer<Trajectory> receiver) {
        String cursor = null;
        do {
            Page<Trajectory> page = list(filter, EXPORT_PAGE, cursor);
            page.items().forEach(receiver);
            cursor = page.next();
        } while (cursor != null);
    }

    /** The best by score. */
    public List<Trajectory> best(TrajectoryFilter filter, int count) {
        Where where = Where.of(filter);
        return trajectories(SELECT + where.sql() + " ORDER BY score DESC, place LIMIT ?",
                where.arguments(count));
    }

    /** Successful ones that are far from each other in tools, reasoning pattern and text; the best first. Fewer if the others are alike. */
    public DiverseSet diverse(TrajectoryFilter filter, int count) {
        return store.read(connection -> DiverseSet.of(connection, filter, count));
    }

    /** Pairs of successful ones that are far from each other, the farthest first; none is in two pairs. */
    public DiversePairs diversePairs(TrajectoryFilter filter, int count) {
        return store.read(connection -> DiversePairs.of(connection, filter, count));
    }

    /**
     * Draws parents for evolution from what the filter selects. The same filter, rule and seed draw the same at the same offsets.
     *
     * @param distinct whether none may come twice
     */
    public Parents parents(TrajectoryFilter filter, ParentRule rule, int count, boolean distinct, long seed) {
        return store.read(connection -> Parents.draw(connection, filter, rule, count, distinct, seed));
    }

    /** Where it comes from and what came of it, by recursion over parents. */
    public Lineage lineage(String trajectoryId) {
        return store.read(connection -> new Lineage(trajectoryId, closure(connection, "parent_id", "trajectory_id", trajectoryId),
                closure(connection, "trajectory_id", "parent_id", trajectoryId)));
    }

    /**
     * The relatives of a trajectory.
     *
     * @param ancestors ids of parents, their parents and so on, nearest first
     * @param descendants ids of children, their children and so on, nearest first
     */
    public record Lineage(String trajectoryId, List<String> ancestors, List<String> descendants) {}

    private static List<String> closure(Connection connection, String wanted, String given, String id) throws SQLException {
        return Sql.all(connection,
                "WITH RECURSIVE line (id, step) AS (SELECT " + wanted + ", 1 FROM parents WHERE " + given + " = ?"
                        + " UNION SELECT parents." + wanted + ", step + 1 FROM parents JOIN line ON parents." + given
                        + " = line.id WHERE step < 1000)"
                        + " SELECT id FROM line WHERE id <> ? GROUP BY id ORDER BY min(step), id",
                row -> Quota.charged(row.getString(1)), id, id);
    }

    /** Reasons that at least two failed trajectories share, with the number of those, the most frequent first. */
    public Map<String, Integer> commonFailures(TrajectoryFilter filter, int count) {
        Where where = Where.of(filter).and("outcome = ?", "failure").and("kind = ?", "failure");
        return counts("SELECT text, count(DISTINCT place) FROM live JOIN notes USING (place)" + where.sql()
                + " GROUP BY text HAVING count(DISTINCT place) >= 2 ORDER BY 2 DESC, text LIMIT ?", where.arguments(count));
    }

    /** Insights of successful trajectories, each once, those of the best first. */
    public List<String> insights(TrajectoryFilter filter, int count) {
        return store.read(connection -> InsightsQuery.run(connection, filter, count));
    }

    /** Figures about what the filter selects. */
    public Statistics statistics(TrajectoryFilter filter) {
        return store.read(connection -> StatisticsQuery.run(connection, filter));
    }

    private Map<String, Integer> counts(String sql, Object[] arguments) {
        return store.read(connection -> {
            var counts = new LinkedHashMap<String, Integer>();
            Sql.all(connection, sql, row -> counts.put(Quota.charged(row.getString(1)), row.getInt(2)), arguments);
            return counts;
        });
    }

    private List<Trajectory> trajectories(String sql, Object[] arguments) {
        return store.read(connection -> new ArrayList<>(Sql.all(connection, sql, TrajectoryPool::trajectory, arguments)));
    }

    private static Trajectory trajectory(ResultSet row) throws SQLException {
        return Payload.unpacked(row.getBytes(1)).trajectory();
    }
}
