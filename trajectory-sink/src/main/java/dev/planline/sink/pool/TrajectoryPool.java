package dev.planline.sink.pool;

import dev.planline.model.Trajectory;
import dev.planline.sink.store.Sql;
import dev.planline.sink.store.Store;
import dev.planline.wire.Codec;
import dev.planline.wire.Decoded;
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

    private static final int EXPORT_PAGE = 500;

    private final Store store;
    private final Codec codec = new Codec();

    /** The pool in this store. */
    public TrajectoryPool(Store store) {
        this.store = store;
    }

    /** The trajectory of this id. */
    public Optional<Trajectory> get(String trajectoryId) {
        return store.read(
                connection -> Sql.all(connection, "SELECT json FROM trajectories WHERE trajectory_id = ?", this::trajectory, trajectoryId))
                .stream().findFirst();
    }

    /** How many there are. */
    public int size() {
        return store.read(connection -> Sql.all(connection, "SELECT count(*) FROM trajectories", row -> row.getInt(1))).getFirst();
    }

    /**
     * A page, newest first.
     *
     * @param cursor where it begins; null for the start
     */
    public Page<Trajectory> list(TrajectoryFilter filter, int limit, @Nullable String cursor) {
        Where where = Where.of(filter);
        if (cursor != null) {
            Cursor after = Cursor.parse(cursor);
            where.and("(created_at, trajectory_id) < (?, ?)", after.at(), after.id());
        }
        String sql = "SELECT json, created_at, trajectory_id FROM trajectories" + where.sql()
                + " ORDER BY created_at DESC, trajectory_id DESC LIMIT ?";
        record Row(Trajectory trajectory, Cursor cursor) {}
        List<Row> rows = store.read(connection -> Sql.all(connection, sql,
                row -> new Row(trajectory(row), new Cursor(row.getLong(2), row.getString(3))), where.arguments(limit + 1)));
        boolean more = rows.size() > limit;
        List<Row> shown = more ? rows.subList(0, limit) : rows;
        return new Page<>(shown.stream().map(Row::trajectory).toList(), more ? shown.getLast().cursor().toString() : null);
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
        return trajectories("SELECT json FROM trajectories" + where.sql() + " ORDER BY score DESC, trajectory_id LIMIT ?",
                where.arguments(count));
    }

    /** Successful ones that differ in reasoning pattern or tools: the best of each way of working, best first. */
    public List<Trajectory> diverse(TrajectoryFilter filter, int count) {
        Where where = Where.of(filter).and("outcome = ?", "success");
        return trajectories(
                "SELECT json FROM (SELECT json, score, trajectory_id, row_number() OVER (PARTITION BY signature ORDER BY score DESC, trajectory_id) AS place"
                        + " FROM trajectories" + where.sql() + ") WHERE place = 1 ORDER BY score DESC, trajectory_id LIMIT ?",
                where.arguments(count));
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
                row -> row.getString(1), id, id);
    }

    /** Reasons that at least two failed trajectories share, the most frequent first. */
    public Map<String, Integer> commonFailures(TrajectoryFilter filter, int count) {
        Where where = Where.of(filter).and("outcome = ?", "failure");
        return counts("SELECT value, count(*) FROM trajectories, json_each(trajectories.json, '$.failureReasons')" + where.sql()
                + " GROUP BY value HAVING count(*) >= 2 ORDER BY count(*) DESC, value LIMIT ?", where.arguments(count));
    }

    /** Insights of successful trajectories, each once, those of the best first. */
    public List<String> insights(TrajectoryFilter filter, int count) {
        Where where = Where.of(filter).and("outcome = ?", "success");
        return store.read(connection -> Sql.all(connection,
                "SELECT value FROM trajectories, json_each(trajectories.json, '$.keyInsights')" + where.sql()
                        + " GROUP BY value ORDER BY max(score) DESC, value LIMIT ?",
                row -> row.getString(1), where.arguments(count)));
    }

    /** Figures about what the filter selects. */
    public Statistics statistics(TrajectoryFilter filter) {
        Where where = Where.of(filter);
        return store.read(connection -> {
            Statistics total = Sql.all(connection,
                    "SELECT count(*), coalesce(avg(score), 0), coalesce(max(score), 0), coalesce(min(score), 0), coalesce(sum(cost_usd), 0), coalesce(avg(duration), 0) FROM trajectories"
                            + where.sql(),
                    row -> new Statistics(row.getInt(1), row.getDouble(2), row.getDouble(3), row.getDouble(4), row.getDouble(5),
                            row.getDouble(6), Map.of(), Map.of(), Map.of(), Map.of()),
                    where.arguments()).getFirst();
            return total.with(by(connection, "outcome", where), by(connection, "operator", where), by(connection, "agent", where),
                    by(connection, "generation", where));
        });
    }

    private static Map<String, Statistics.Part> by(Connection connection, String column, Where where) throws SQLException {
        var parts = new LinkedHashMap<String, Statistics.Part>();
        Sql.all(connection,
                "SELECT " + column + ", count(*), avg(score) FROM trajectories" + where.sql() + " GROUP BY " + column + " ORDER BY "
                        + column,
                row -> parts.put(row.getString(1), new Statistics.Part(row.getInt(2), row.getDouble(3))), where.arguments());
        return parts;
    }

    private Map<String, Integer> counts(String sql, Object[] arguments) {
        return store.read(connection -> {
            var counts = new LinkedHashMap<String, Integer>();
            Sql.all(connection, sql, row -> counts.put(row.getString(1), row.getInt(2)), arguments);
            return counts;
        });
    }

    private List<Trajectory> trajectories(String sql, Object[] arguments) {
        return store.read(connection -> new ArrayList<>(Sql.all(connection, sql, this::trajectory, arguments)));
    }

    private Trajectory trajectory(ResultSet row) throws SQLException {
        return switch (codec.decode(Trajectory.class, row.getString(1))) {
            case Decoded.Value<Trajectory>(Trajectory trajectory) -> trajectory;
            case Decoded.Malformed<Trajectory> malformed ->
                throw new IllegalStateException("BUG: the store holds a trajectory that does not decode: " + malformed.message());
        };
    }
}
