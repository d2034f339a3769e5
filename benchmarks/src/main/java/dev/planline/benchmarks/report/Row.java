package dev.planline.benchmarks.report;

import dev.planline.benchmarks.measure.Entry;
import dev.planline.benchmarks.measure.Finding;
import dev.planline.benchmarks.measure.Latency;
import dev.planline.benchmarks.workload.Workload;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * A contender on a workload, over all rounds that count.
 *
 * @param cannot why it cannot do this; null if it can
 * @param ofBound share of the rate that the work itself allows to who keeps the order of keys; null if only the machine is the bound
 * @param cpuMicros microseconds on a CPU for each record
 * @param p50 latency in milliseconds; null, as p99 and max, where records are not written at a pace
 * @param incomplete rounds in which not all had come by the end
 * @param doubled records that came again, of all rounds
 * @param outOfOrder records that came before an earlier one of their key, of all rounds
 * @param rounds raw
 */
public record Row(
        String workload,
        String contender,
        boolean exactlyOnce,
        @Nullable String cannot,
        @Nullable Spread perSecond,
        @Nullable Spread ofBound,
        @Nullable Spread cpuMicros,
        @Nullable Spread p50,
        @Nullable Spread p99,
        @Nullable Spread max,
        int incomplete,
        int doubled,
        int outOfOrder,
        List<Finding> rounds) {

    public Row {
        rounds = List.copyOf(rounds);
    }

    static Row of(Entry entry, long seed) {
        List<Finding> rounds = entry.findings();
        double ideal = entry.workload().idealSeconds(seed);
        return new Row(entry.workload().label(), entry.contender().name(), entry.contender().exactlyOnce(), entry.cannot(),
                spread(rounds, Finding::perSecond),
                ideal == 0 ? null : spread(rounds, finding -> ofBound(entry.workload(), ideal, finding)),
                spread(rounds, Finding::cpuMicros),
                latency(rounds, Latency::p50), latency(rounds, Latency::p99), latency(rounds, Latency::max),
                (int) rounds.stream().filter(finding -> !finding.complete()).count(),
                rounds.stream().mapToInt(Finding::doubled).sum(),
                rounds.stream().mapToInt(Finding::outOfOrder).sum(),
                rounds);
    }

    /** Over the whole span, the slow end included, where the hottest key is alone; if it was cut off, by the rate until then. */
    private static double ofBound(Workload workload, double ideal, Finding finding) {
        if (!finding.complete()) {
            return finding.perSecond() * ideal / finding.expected();
        }
        return ideal / (finding.span() + workload.work().duration().toNanos() / 1e9);
    }

    private static @Nullable Spread spread(List<Finding> rounds, ToDoubleFunction<Finding> figure) {
        return rounds.isEmpty() ? null : Spread.of(rounds.stream().map(figure::applyAsDouble).toList());
    }

    private static @Nullable Spread latency(List<Finding> rounds, ToDoubleFunction<Latency> figure) {
        List<Double> figures = rounds.stream().map(Finding::latency).filter(Objects::nonNull).map(figure::applyAsDouble).toList();
        return figures.isEmpty() ? null : Spread.of(figures);
    }
}
