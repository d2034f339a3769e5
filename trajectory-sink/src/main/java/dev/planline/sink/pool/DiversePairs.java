package dev.planline.sink.pool;

import dev.planline.model.Trajectory;
import dev.planline.sink.pool.diversity.Diversity;
import dev.planline.sink.pool.diversity.Measure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * Pairs of successful trajectories that are far from each other, to be recombined; each trajectory is in one pair at most.
 *
 * @param measure the weights of what is compared
 * @param considered how many successful ones were looked at, as for {@link DiverseSet}
 * @param candidates how many of those were compared
 */
public record DiversePairs(Measure measure, int considered, int candidates, Map<String, Long> offsets, List<Item> items) {

    /**
     * A pair.
     *
     * @param distance of the two, in 0..1
     * @param trajectories both, the one with the better score first
     */
    public record Item(List<String> trajectoryIds, double distance, List<Trajectory> trajectories) {}

    static DiversePairs of(Connection connection, TrajectoryFilter filter, int count) throws SQLException {
        SuccessfulWays ways = SuccessfulWays.read(connection, filter);
        List<Item> items = Diversity.pairs(Measure.DEFAULT, ways.profiles(), count).stream().map(pair -> {
            List<Trajectory> both = List.of(ways.trajectory(pair.first()), ways.trajectory(pair.second()));
            return new Item(both.stream().map(Trajectory::trajectoryId).toList(), pair.distance(), both);
        }).toList();
        return new DiversePairs(Measure.DEFAULT, ways.considered(), ways.size(), Offsets.of(connection), items);
    }
}
