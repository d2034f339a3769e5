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
    private static final int BLOCK = 4;

    private final double[] weights;
    private final double explained;

    private Kriging(double[] weights, double explained) {
        this.weights = weights;
        this.explained = explained;
    }

    /**
     * Solves it.
     *
     * @param alike how alike each exemplar is to itself and to each one after it, in 0..1; is changed
     * @param near how alike the goal is to each of them, in 0..1
     * @param scores how good each exemplar's result was: one of a low score is doubted more
     */
    static Kriging of(float[][] alike, double[] near, double[] scores) {
        int n = near.length;
        for (int i = 0; i < n; i++) {
            alike[i][0] += (float) (NOISE / Math.max(LEAST_SCORE, scores[i]));
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

    /**
     * The Cholesky factor in place of the upper half. Each row is taken from all rows below it, so that the inner loop runs along
     * rows and a processor does several of its turns at once, which it may not with a sum; and {@value #BLOCK} at a time, which
     * saves trips to memory.
     */
    private static void factorise(float[][] rows) {
        int n = rows.length;
        for (int k = 0; k < n; k += BLOCK) {
            int end = Math.min(k + BLOCK, n);
            for (int one = k; one < end; one++) {
                scale(rows[one]);
                for (int below = one + 1; below < end; below++) {
                    subtract(rows[below], rows[one], below - one);
                }
            }
            for (int below = end; below < n; below++) {
                subtract(rows[below], rows, k, below - k);
            }
        }
    }

    private static void scale(float[] row) {
        float root = (float) Math.sqrt(row[0]);
        for (int j = 0; j < row.length; j++) {
            row[j] /= root;
        }
    }

    /** Takes a row from another, from an offset on and times its value there. */
    private static void subtract(float[] from, float[] row, int offset) {
        float times = row[offset];
        for (int j = 0; j < from.length; j++) {
            from[j] -= times * row[offset + j];
        }
    }

    /** The same with a whole block of rows that begins at {@code k}; the offset is that of its first row. */
    private static void subtract(float[] from, float[][] rows, int k, int offset) {
        float[] one = rows[k];
        float[] two = rows[k + 1];
        float[] three = rows[k + 2];
        float[] four = rows[k + 3];
        float oneTimes = one[offset];
        float twoTimes = two[offset - 1];
        float threeTimes = three[offset - 2];
        float fourTimes = four[offset - 3];
        for (int j = 0; j < from.length; j++) {
            from[j] -= oneTimes * one[offset + j] + twoTimes * two[offset - 1 + j] + threeTimes * three[offset - 2 + j]
                    + fourTimes * four[offset - 3 + j];
        }
    }

    private static double[] solve(float[][] rows, double[] right) {
        int n = right.length;
        double[] x = right.clone();
        for (int k = 0; k < n; k++) {
            x[k] /= rows[k][0];
            for (int j = 1; j < n - k; j++) {
                x[k + j] -= x[k] * rows[k][j];
            }
        }
        for (int k = n - 1; k >= 0; k--) {
            for (int j = 1; j < n - k; j++) {
                x[k] -= rows[k][j] * x[k + j];
            }
            x[k] /= rows[k][0];
        }
        return x;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
