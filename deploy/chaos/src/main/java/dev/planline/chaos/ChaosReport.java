package dev.planline.chaos;

import dev.planline.chaos.check.Finding;
import dev.planline.chaos.growth.Curve;
import java.util.List;
import java.util.Map;

/**
 * What came of a run.
 *
 * @param seed with which workload and faults can be drawn again
 * @param tasks that were sent
 * @param acknowledged of them
 * @param givenUp of them, in transactions that were aborted
 * @param unknown of them, since the answer of the cluster was lost
 * @param validated tasks that ended so; likewise the next two
 * @param faults how many of each kind
 * @param seconds from the first task to the last outcome
 * @param longestSilence longest time from one outcome to the next
 * @param healedSeconds from the last fault to the last outcome
 * @param curves what each worker took, over time
 * @param findings how many of each kind
 * @param first findings of each kind, in words
 */
public record ChaosReport(
        long seed,
        int tasks,
        int acknowledged,
        int givenUp,
        int unknown,
        int validated,
        int abandoned,
        int deadLetters,
        Map<String, Integer> faults,
        double seconds,
        Silence longestSilence,
        double healedSeconds,
        List<Curve> curves,
        Map<Finding.Kind, Integer> findings,
        List<Finding> first) {

    public ChaosReport {
        faults = Map.copyOf(faults);
        curves = List.copyOf(curves);
        findings = Map.copyOf(findings);
        first = List.copyOf(first);
    }

    /** How many things were found that must not be. */
    public int found() {
        return findings.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** How many faults there were. */
    public int allFaults() {
        return faults.values().stream().mapToInt(Integer::intValue).sum();
    }
}
