package dev.planline.client.api;

import dev.planline.model.Trajectory;
import java.util.List;
import java.util.Map;

/**
 * Pairs of successful trajectories that are far from each other, to be recombined; none is in two pairs.
 *
 * @param measure weights of what is compared: tools, pattern and text
 * @param considered how many were looked at, the best by score
 * @param candidates how many of those were compared
 * @param offsets next offsets of the trajectories, by partition
 * @param items the farthest first
 */
public record DiversePairs(Map<String, Double> measure, int considered, int candidates, Map<String, Long> offsets, List<Item> items) {

    /**
     * A pair.
     *
     * @param distance of the two, in 0..1
     * @param trajectories both, the one with the better score first
     */
    public record Item(List<String> trajectoryIds, double distance, List<Trajectory> trajectories) {}
}
