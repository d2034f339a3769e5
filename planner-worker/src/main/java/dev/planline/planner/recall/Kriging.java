package dev.planline.planner.recall;

import java.util.Arrays;

/**
 * Says how much each exemplar counts for a goal, from how alike they are to it and to one another (ordinary kriging: Krige,
 * 1951; Matheron, 1963; the same as a Gaussian process with an unknown mean).
 *
 * <p>A vote of the nearest neighbours lets ten tellings of one story outvote the one that fits better. Here exemplars that are
 * alike share their say, and one that is further away than another in the same direction may even count against it: the weights
 * are those of the best linear prediction. They sum to 1. Cost: one Cholesky factorisation, n³/6 multiplications for n exemplars.
 */
final class Kriging {

    /** How much an exemplar of score 1 is doubted; chosen on a held-out part, flat from 0.1 to 0.4. */
    private static final double NOISE = 0.2;

    private static final double LEAST_SCORE = 0.1;

    private final double[] weights;
    private final double explained;

    private Kriging(double[] weights, double explained) {
        this.weights = weights;
        this.explained = explained;
    }

    /**
     * Solves it.
     *
     * @param alike how alike each two exemplars are, in 0..1; only what is on and below the diagonal is read, and it is changed
     * @param near how alike the goal is to each of them, in 0..1
     * @param scores how good each exemplar's result was: one of a low score is doubted more
     */
    static Kriging of(double[][] alike, double[] near, double[] scores) {
        int n = near.length;
        for (int i = 0; i < n; i++) {
            alike[i][i] += NOISE / Math.max(LEAST_SCORE, scores[i]);
        }
        factorise(alike);
        double[] simple = solve(alike, near);
        var ones = new double[n];
        Arrays.fill(ones, 1);
        double[] mean = solve(alike, ones);
        double share = (1 - sum(simple)) / sum(mean);
        double explained = 0;
        for (int i = 0; i < n; i++) {
            explained += near[i] * simple[i];
            simple[i] += share * mean[i];
        }
        return new Kriging(simple, Math.clamp(explained * (1 + NOISE), 0, 1));
    }

    /** The weight of each exemplar; they sum to 1. */
    double[] weights() {
        return weights;
    }

    /** How much of the goal the exemplars account for: 1 if it is one of them, 0 if it is like none. */
    double explained() {
        return explained;
    }

    /** The Cholesky factor in place of the lower half; row by row, so that the inner loop runs along two rows. */
    private static void factorise(double[][] a) {
        for (int i = 0; i < a.length; i++) {
            double[] row = a[i];
            for (int j = 0; j < i; j++) {
                row[j] = (row[j] - dot(row, a[j], j)) / a[j][j];
            }
            row[i] = Math.sqrt(row[i] - dot(row, row, i));
        }
    }

    private static double[] solve(double[][] factor, double[] right) {
        int n = right.length;
        double[] x = right.clone();
        for (int i = 0; i < n; i++) {
            x[i] = (x[i] - dot(factor[i], x, i)) / factor[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            x[i] /= factor[i][i];
            for (int j = 0; j < i; j++) {
                x[j] -= factor[i][j] * x[i];
            }
        }
        return x;
    }

    /** In four sums side by side: one sum after the other would wait for each addition. */
    private static double dot(double[] a, double[] b, int n) {
        double one = 0;
        double two = 0;
        double three = 0;
        double four = 0;
        int i = 0;
        for (; i + 3 < n; i += 4) {
            one += a[i] * b[i];
            two += a[i + 1] * b[i + 1];
            three += a[i + 2] * b[i + 2];
            four += a[i + 3] * b[i + 3];
        }
        for (; i < n; i++) {
            one += a[i] * b[i];
        }
        return (one + two) + (three + four);
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
