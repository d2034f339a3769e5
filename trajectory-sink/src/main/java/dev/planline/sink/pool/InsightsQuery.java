package dev.planline.sink.pool;

import dev.planline.sink.store.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the insights of the best. Reads from the best score down, in ever greater steps, until there are enough insights that no
 * row further down can come before: so it looks at few rows however many there are, and at all only if insights are few.
 */
final class InsightsQuery {

    private static final int STEP = 8;

    private record Row(double score, String text) {}

    private InsightsQuery() {}

    static List<String> run(Connection connection, TrajectoryFilter filter, int count) throws SQLException {
        for (long limit = (long) STEP * count;; limit *= STEP) {
            List<Row> rows = rows(connection, filter, limit);
            Map<String, Double> best = new HashMap<>();
            rows.forEach(row -> best.merge(row.text(), row.score(), Math::max));
            boolean all = rows.size() < limit;
            double seen = all ? Double.NEGATIVE_INFINITY : rows.getLast().score(); // others of this score may be further down
            if (all || best.values().stream().filter(score -> score > seen).count() >= count) {
                return best.entrySet().stream()
                        .sorted(Map.Entry.<String, Double>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                        .map(Map.Entry::getKey).limit(count).toList();
            }
        }
    }

    private static List<Row> rows(Connection connection, TrajectoryFilter filter, long limit) throws SQLException {
        Where where = Where.of(filter).and("outcome = ?", "success").and("kind = ?", "insight");
        return Sql.all(connection,
                "SELECT score, text FROM live JOIN notes USING (place)" + where.sql() + " ORDER BY score DESC, place, ordinal LIMIT ?",
                row -> new Row(row.getDouble(1), row.getString(2)), where.arguments(limit));
    }
}
