package dev.planline.benchmarks.report;

import java.util.Collection;

/** The middle of several figures, and how far they lie apart. */
public record Spread(double median, double min, double max) {

    /** Of one figure or more. */
    public static Spread of(Collection<Double> figures) {
        double[] sorted = figures.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int half = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }
}
