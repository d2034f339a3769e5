package dev.planline.benchmarks.measure;

import dev.planline.benchmarks.contender.Contender;
import dev.planline.benchmarks.workload.Workload;
import java.util.List;

/**
 * A workload and who does it.
 *
 * @param rounds that count; in each, all contenders have their turn
 * @param warmUps rounds before them
 */
public record Series(Workload workload, List<Contender> contenders, int warmUps, int rounds) {

    public Series {
        contenders = List.copyOf(contenders);
    }
}
