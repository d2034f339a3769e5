package dev.planline.sink.pool;

import dev.planline.sink.store.Quota;
import dev.planline.sink.store.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the insights of the best. Reads the trajectories from the best score down, in ever greater steps, until there are enough
 * insights that none further down can come before: so it looks at few however many there are, and at all only if insights
 * are few.
 */
final class InsightsQuery {

    private static final int STEP = 8;

    /** A trajectory, and one of its insights; null if it has none. */
    private record Row(long place, double score, @Nullable String insight) {}

    private InsightsQuery() {}

    static List<String> run(Connection connection, TrajectoryFilter filter, int count) throws SQLException {
        for (long limit = (long) STEP * count;; limit *= STEP) {
            List<Row> rows = rows(connection, filter, limit);
            Map<String, Double> best = new HashMap<>();
            for (Row row : rows) {
                if (row.insight() != null) {
                    best.merge(row.insight(), row.score(), Math::max);
                }
            }
            boolean all = rows.stream().mapToLong(Row::place).distinct().count() < limit;
            double seen = all ? Double.NEGATIVE_INFINITY : rows.getLast().score(); // others of this score may be further down
            if (all || best.values().stream().filter(score -> score > seen).count() >= count) {
                return best.entrySet().stream()
                        .sorted(Map.Entry.<String, Double>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                        .limit(count).map(entry -> Quota.charged(entry.getKey())).toList();
            }
        }
    }

    /** The limit is on trajectories, so that the index of scores is read first, and their notes by their keys. */
    private static List<Row> rows(Connection connection, TrajectoryFilter filter, long limit) throws SQLException {
        Where where = Where.of(filter).and("outcome = ?", "success");
        return Sql.all(connection,
                "SELECT best.place, score, text FROM (SELECT place, score FROM live" + where.sql()
                        + " ORDER BY score DESC, place LIMIT ?) AS best LEFT JOIN notes ON notes.place = best.place AND kind = 'insight'"
                        + " ORDER BY score DESC, best.place, ordinal",
                row -> new Row(row.getLong(1), row.getDouble(2), row.getString(3)), where.arguments(limit));
    }
}
