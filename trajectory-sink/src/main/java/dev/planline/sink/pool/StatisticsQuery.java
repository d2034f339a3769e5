package dev.planline.sink.pool;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.planline.sink.pool.Statistics.Part;
import dev.planline.sink.store.Quota;
import dev.planline.sink.store.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Adds figures up from one pass over the rows. */
final class StatisticsQuery {

    private StatisticsQuery() {}

    private record Group(String generation, String outcome, String operator, String agent, int count, double score, double best,
            double worst, double costUsd, double seconds) {}

    static Statistics run(Connection connection, TrajectoryFilter filter) throws SQLException {
        List<Group> groups = groups(connection, Where.of(filter));
        int total = groups.stream().mapToInt(Group::count).sum();
        return new Statistics(total,
                mean(groups.stream().mapToDouble(Group::score).sum(), total),
                groups.stream().mapToDouble(Group::best).max().orElse(0),
                groups.stream().mapToDouble(Group::worst).min().orElse(0),
                groups.stream().mapToDouble(Group::costUsd).sum(),
                mean(groups.stream().mapToDouble(Group::seconds).sum(), total),
                parts(groups, Group::outcome, new TreeMap<>()),
                parts(groups, Group::operator, new TreeMap<>()),
                parts(groups, Group::agent, new TreeMap<>()),
                parts(groups, Group::generation, new LinkedHashMap<>()));
    }

    /** By ascending generation. The inner order makes SQLite read the table from end to end, not row by row through an index. */
    private static List<Group> groups(Connection connection, Where where) throws SQLException {
        return Sql.all(connection,
                "SELECT generation, outcome, operator, agent, count(*), sum(score), max(score), min(score), sum(cost_usd), sum(duration)"
                        + " FROM (SELECT generation, outcome, operator, agent, score, cost_usd, duration FROM live" + where.sql()
                        + " ORDER BY place) AS selected GROUP BY generation, outcome, operator, agent"
                        + " ORDER BY generation, outcome, operator, agent",
                row -> new Group(row.getString(1), row.getString(2), row.getString(3), Quota.charged(row.getString(4)), row.getInt(5),
                        row.getDouble(6), row.getDouble(7), row.getDouble(8), row.getDouble(9), row.getDouble(10)),
                where.arguments());
    }

    private static Map<String, Part> parts(List<Group> groups, Function<Group, String> name, Map<String, Part> parts) {
        Map<String, List<Group>> byName = groups.stream().collect(groupingBy(name, LinkedHashMap::new, toList()));
        byName.forEach((key, part) -> {
            int count = part.stream().mapToInt(Group::count).sum();
            parts.put(key, new Part(count, mean(part.stream().mapToDouble(Group::score).sum(), count)));
        });
        return parts;
    }

    private static double mean(double sum, int count) {
        return count == 0 ? 0 : sum / count;
    }
}
