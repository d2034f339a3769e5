package dev.planline.sink.replay;

import dev.planline.sink.store.Payload;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a request for a sample is answered with. */
public sealed interface Sampling {

    /**
     * What was drawn. The same table, seed, count and offsets give the same items, now and later.
     *
     * @param offsets next offsets of the trajectories and priorities that it was drawn from, as {@code topic/partition}
     */
    record Sample(String table, long seed, Map<String, Long> offsets, List<Item> items) implements Sampling {

        public Sample {
            offsets = new TreeMap<>(offsets);
            items = List.copyOf(items);
        }
    }

    /**
     * The rate limit of the table does not allow it yet.
     *
     * @param missingInserts trajectories that have to be put into the table first, if nobody else draws
     */
    record Limited(String table, long missingInserts, long size, long inserts, long samples) implements Sampling {}

    /**
     * One draw.
     *
     * @param window the steps that are meant; null for the whole trajectory
     * @param probability with which one draw hits it
     * @param weight that corrects a mean over the sample for it
     * @param timesSampled how often its trajectory was drawn from this table: since this process began, or ever if the table
     *     limits it
     * @param payload the trajectory; null if it has left the pool since the offsets
     */
    record Item(String trajectoryId, int partition, long offset, ReplayTable.@Nullable Window window, double probability, double weight,
            int timesSampled, @Nullable Payload payload) {}
}
