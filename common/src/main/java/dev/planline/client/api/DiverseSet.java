package dev.planline.client.api;

import dev.planline.model.Trajectory;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Successful trajectories that are far from each other.
 *
 * @param measure weights of what is compared: tools, pattern and text
 * @param considered how many were looked at, the best by score
 * @param candidates how many of those were compared
 * @param offsets next offsets of the trajectories, by partition
 * @param items the best first
 */
public record DiverseSet(Map<String, Double> measure, int considered, int candidates, Map<String, Long> offsets, List<Item> items) {

    /**
     * One of the set.
     *
     * @param distance from the nearest of those before it, in 0..1; null for the first
     */
    public record Item(String trajectoryId, @Nullable Double distance, Trajectory trajectory) {}
}
