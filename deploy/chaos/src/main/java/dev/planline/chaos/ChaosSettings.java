package dev.planline.chaos;

import dev.planline.chaos.fault.FaultKind;
import dev.planline.client.Cluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run shall be.
 *
 * @param seed of the workload and of the faults
 * @param tasks that are sent
 * @param perSecond how many are sent in a second at most; 0 for as many as can be under way
 * @param faults kinds to draw from; none for a run in peace
 * @param pace how long a fault lasts on average, and how long it is quiet between two
 * @param heals longest time after the last fault until nothing is left over
 * @param workers of each stage
 * @param cluster on which it runs, under a prefix that is its own; null for three brokers on this machine
 * @param registry agents and rules that the workers shall know
 * @param directory for output and for what brokers and the sink keep
 */
public record ChaosSettings(
        long seed,
        int tasks,
        double perSecond,
        List<FaultKind> faults,
        Duration pace,
        Duration heals,
        int workers,
        @Nullable Cluster cluster,
        List<Record> registry,
        Path directory) {

    public ChaosSettings {
        faults = List.copyOf(faults);
        registry = List.copyOf(registry);
    }
}
