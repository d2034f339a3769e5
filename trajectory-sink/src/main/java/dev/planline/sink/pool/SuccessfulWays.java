package dev.planline.sink.pool;

import dev.planline.model.Trajectory;
import dev.planline.sink.pool.diversity.Profile;
import dev.planline.sink.store.Payload;
import dev.planline.sink.store.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The successful trajectories that are worth comparing: bounded, so that an answer takes no longer in a pool of a million, and a
 * function of the rows alone. The index of scores gives the best; of these come the best of each way of working (reasoning
 * pattern and tools) first, then the second best of each, and so on.
 */
final class SuccessfulWays {

    /** Most that are looked at. */
    static final int CONSIDERED = 10_000;

    /** Most that are compared. */
    static final int COMPARED = 500;

    private final Map<Long, Trajectory> trajectories = new LinkedHashMap<>();
    private int considered;

    private SuccessfulWays() {}

    static SuccessfulWays read(Connection connection, TrajectoryFilter filter) throws SQLException {
        var ways = new SuccessfulWays();
        Where where = Where.of(filter).and("outcome = ?", "success");
        Sql.each(connection,
                "SELECT place, payload, considered FROM (SELECT place, considered FROM (SELECT place, score, count(*) OVER () AS considered,"
                        + " row_number() OVER (PARTITION BY signature ORDER BY score DESC, place) AS rank"
                        + " FROM (SELECT place, score, signature FROM live" + where.sql() + " ORDER BY score DESC, place LIMIT ?) AS best"
                        + ") AS ranked ORDER BY rank, score DESC, place LIMIT ?) AS compared JOIN bodies USING (place)",
                row -> {
                    ways.trajectories.put(row.getLong(1), Payload.unpacked(row.getBytes(2)).trajectory());
                    ways.considered = row.getInt(3);
                },
                where.arguments(CONSIDERED, COMPARED));
        return ways;
    }

    /** How many were looked at. */
    int considered() {
        return considered;
    }

    /** How many are compared. */
    int size() {
        return trajectories.size();
    }

    List<Profile> profiles() {
        return trajectories.entrySet().stream().map(entry -> new Profile(entry.getKey(), entry.getValue())).toList();
    }

    Trajectory trajectory(Profile profile) {
        return Objects.requireNonNull(trajectories.get(profile.place()));
    }
}
