package dev.planline.sink.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which rows were live when the fold had come to given offsets, worked out from what stands below them. */
final class LiveSet {

    private record Row(long place, String agent, Retention.Kept item) {}

    private LiveSet() {}

    /** @param next next offset by partition of the topic of trajectories */
    static Set<Long> at(Connection connection, Map<Integer, Long> next, int capPerAgent) throws SQLException {
        var first = new HashMap<String, Row>();
        var itemsByAgent = new HashMap<String, Set<Retention.Kept>>();
        Sql.each(connection,
                "SELECT place, trajectory_id, agent, digest, score, generation, dated_at, signature FROM trajectories ORDER BY place",
                row -> {
                    long place = row.getLong(1);
                    if (Place.offset(place) < next.getOrDefault(Place.partition(place), 0L)) {
                        var item = new Retention.Kept(TrajectoryRow.item(row.getString(2), row.getBytes(4)), row.getDouble(5),
                                row.getInt(6),
                                row.getLong(7), row.getString(8));
                        first.putIfAbsent(row.getString(2), new Row(place, row.getString(3), item));
                        if (capPerAgent > 0) {
                            itemsByAgent.computeIfAbsent(row.getString(3), agent -> new HashSet<>()).add(item);
                        }
                    }
                });
        var kept = new HashMap<String, Set<String>>();
        itemsByAgent.forEach((agent, items) -> kept.put(agent, Retention.keep(new ArrayList<>(items), capPerAgent)));
        var live = new HashSet<Long>();
        for (Row row : List.copyOf(first.values())) {
            if (capPerAgent == 0 || kept.getOrDefault(row.agent(), Set.of()).contains(row.item().id())) {
                live.add(row.place());
            }
        }
        return live;
    }
}
