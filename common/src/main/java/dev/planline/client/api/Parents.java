package dev.planline.client.api;

import dev.planline.model.Trajectory;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parents that were drawn. The same filter, rule, count and seed at the same offsets draw the same.
 *
 * @param alpha of the rule; null if it has none
 * @param distinct whether none could come twice
 * @param offsets next offsets of the trajectories that it was drawn from, by partition
 * @param candidates how many it was drawn from
 */
public record Parents(String rule, @Nullable Double alpha, boolean distinct, long seed, Map<String, Long> offsets, int candidates,
        List<Parent> items) {

    /**
     * One draw.
     *
     * @param chance with which one draw hits it, in 0..1; if none comes twice, that of the first draw
     * @param children trajectories that were made from it directly
     */
    public record Parent(String trajectoryId, double chance, int children, Trajectory trajectory) {}
}
