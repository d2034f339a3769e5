package dev.planline.sink.pool.selection;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * Natural logarithms of the weights that a rule gives: finite for all candidates, where the weights themselves would vanish.
 * By {@link StrictMath}, so that the same candidates have the same chances on every machine.
 */
final class LogWeights {

    private static final double SHARPNESS = 10;
    private static final double LEAST_SPREAD = 1e-6;
    private static final double MOST = 1e300;

    /** What a rank is worth if only the best counts: more than any noise can make up for, see {@link Selection}. */
    private static final double STEP = 1_000;

    private LogWeights() {}

    static double[] of(ParentRule rule, List<Candidate> candidates) {
        double[] scores = candidates.stream().mapToDouble(Candidate::score).toArray();
        return switch (rule) {
            case ParentRule.Dgm() -> withChildren(candidates, score -> SHARPNESS * (score - 0.5));
            case ParentRule.Shinka() -> withChildren(candidates, scaleFree(scores));
            case ParentRule.PowerLaw(double alpha) -> byRank(scores, rank -> -alpha * StrictMath.log(rank));
            case ParentRule.Best() -> byRank(scores, rank -> -STEP * (rank - 1));
            case ParentRule.Uniform() -> new double[scores.length];
        };
    }

    private static double[] withChildren(List<Candidate> candidates, DoubleUnaryOperator argument) {
        return candidates.stream()
                .mapToDouble(one -> logSigmoid(Math.clamp(argument.applyAsDouble(one.score()), -MOST, MOST))
                        - StrictMath.log(1.0 + one.children()))
                .toArray();
    }

    /** Halves first, so that no difference of two finite scores overflows. */
    private static DoubleUnaryOperator scaleFree(double[] scores) {
        double[] halves = Arrays.stream(scores).map(score -> score / 2).toArray();
        double median = median(halves);
        double spread = Math.max(median(Arrays.stream(halves).map(half -> Math.abs(half - median)).toArray()), LEAST_SPREAD / 2);
        return score -> SHARPNESS * ((score / 2 - median) / spread);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : sorted[(sorted.length - 1) / 2] / 2 + sorted[sorted.length / 2] / 2;
    }

    private static double logSigmoid(double x) {
        return Math.min(x, 0) - StrictMath.log1p(StrictMath.exp(-Math.abs(x)));
    }

    private static double[] byRank(double[] scores, DoubleUnaryOperator weight) {
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        return Arrays.stream(scores).map(score -> weight.applyAsDouble(1.0 + sorted.length - after(sorted, score))).toArray();
    }

    /** How many are not above a score: the index after its last occurrence in ascending order. */
    private static int after(double[] sorted, double score) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] > score) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
