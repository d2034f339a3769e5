package dev.planline.sink.pool;

import dev.planline.model.Trajectory;
import dev.planline.sink.pool.diversity.Diversity;
import dev.planline.sink.pool.diversity.Measure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Successful trajectories that are far from each other.
 *
 * @param measure the weights of what is compared
 * @param considered how many successful ones were looked at, the best by score; at most {@value SuccessfulWays#CONSIDERED}
 * @param candidates how many of those were compared: the best of each way of working, then the next best of each, and so on; at
 *     most {@value SuccessfulWays#COMPARED}
 */
public record DiverseSet(Measure measure, int considered, int candidates, Map<String, Long> offsets, List<Item> items) {

    /**
     * One of the set.
     *
     * @param distance from the nearest of those before it, in 0..1; null for the first
     */
    public record Item(String trajectoryId, @Nullable Double distance, Trajectory trajectory) {}

    static DiverseSet of(Connection connection, TrajectoryFilter filter, int count) throws SQLException {
        SuccessfulWays ways = SuccessfulWays.read(connection, filter);
        List<Item> items = Diversity.spread(Measure.DEFAULT, ways.profiles(), count).stream().map(pick -> {
            Trajectory trajectory = ways.trajectory(pick.profile());
            return new Item(trajectory.trajectoryId(), pick.distance(), trajectory);
        }).toList();
        return new DiverseSet(Measure.DEFAULT, ways.considered(), ways.size(), Offsets.of(connection), items);
    }
}
