package dev.planline.client.api;

import dev.planline.model.Trajectory;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was drawn from a replay table. The same table, number of draws, seed and offsets give the same items, now and later.
 *
 * @param offsets next offsets of the trajectories and priorities that it was drawn from, as {@code topic/partition}
 * @param items fewer than draws if the table gives none twice and holds fewer
 */
public record Sample(String table, long seed, Map<String, Long> offsets, List<Item> items) {

    /**
     * One draw.
     *
     * @param partition of the trajectory on the log
     * @param offset of the trajectory on the log
     * @param window the steps that are meant; null for the whole trajectory
     * @param probability with which one draw hits it, in 0..1
     * @param weight that corrects a mean over the sample for it; 1 for the least likely
     * @param timesSampled how often its trajectory was drawn from this table: since the sink began, or ever if the table limits it
     * @param trajectory null if it has left the pool since the offsets
     */
    public record Item(String trajectoryId, int partition, long offset, @Nullable Window window, double probability, double weight,
            int timesSampled, @Nullable Trajectory trajectory) {}

    /** Steps from {@code from} to before {@code to}, counted from 0. */
    public record Window(int from, int to) {}
}
