package dev.planline.planner.recall;

/**
 * Chooses how many of the likeliest parts to take, so that the expected F1 between what is taken and what is needed is highest
 * (Ye et al., 2012). Whether a part is needed is taken as independent of the others; then the best set of each size is that of
 * the likeliest, and the expectation follows from the distribution of two sums.
 *
 * @param size how many of the likeliest
 * @param value the expected F1
 */
record ExpectedF1(int size, double value) {

    private static final double LEAST = 1e-4;
    private static final double MOST = 0.999;

    /**
     * The best choice.
     *
     * @param probabilities falling; what lies outside of 0..1 is taken as the nearest that lies inside
     * @param most how many may be taken at most
     */
    static ExpectedF1 best(double[] probabilities, int most) {
        int n = probabilities.length;
        double[] p = new double[n];
        for (int i = 0; i < n; i++) {
            p[i] = Math.clamp(probabilities[i], LEAST, MOST);
        }
        double[][] rest = restNeeded(p);
        double[] taken = {1};
        var best = new ExpectedF1(0, 0);
        for (int size = 1; size <= Math.min(n, most); size++) {
            taken = withOne(taken, p[size - 1]);
            double value = expected(size, taken, rest[size]);
            if (value > best.value()) {
                best = new ExpectedF1(size, value);
            }
        }
        return best;
    }

    /** For each size how likely it is that 0, 1, 2, ... of the others are needed. */
    private static double[][] restNeeded(double[] p) {
        var rest = new double[p.length + 1][];
        rest[p.length] = new double[] {1};
        for (int i = p.length - 1; i >= 0; i--) {
            rest[i] = withOne(rest[i + 1], p[i]);
        }
        return rest;
    }

    private static double[] withOne(double[] counts, double p) {
        var more = new double[counts.length + 1];
        for (int i = 0; i < counts.length; i++) {
            more[i] += counts[i] * (1 - p);
            more[i + 1] += counts[i] * p;
        }
        return more;
    }

    private static double expected(int size, double[] hits, double[] missed) {
        double sum = 0;
        for (int hit = 1; hit < hits.length; hit++) {
            for (int miss = 0; miss < missed.length; miss++) {
                sum += hits[hit] * missed[miss] * 2 * hit / (size + hit + miss);
            }
        }
        return sum;
    }
}
