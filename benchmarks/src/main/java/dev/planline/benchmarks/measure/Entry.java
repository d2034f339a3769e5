package dev.planline.benchmarks.measure;

import dev.planline.benchmarks.contender.Contender;
import dev.planline.benchmarks.workload.Workload;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A contender on a workload.
 *
 * @param cannot why it cannot do this; null if it can
 * @param findings round by round; none if it cannot
 */
public record Entry(Workload workload, Contender contender, @Nullable String cannot, List<Finding> findings) {

    public Entry {
        findings = List.copyOf(findings);
    }
}
