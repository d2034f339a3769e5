package dev.planline.benchmarks.workload;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/** How keys are drawn. */
public enum Keys {
    UNIFORM,
    /** The key of rank r is drawn in proportion to r to the power of -1.1. */
    ZIPF;

    /** How many keys there are. */
    public static final int COUNT = 1_000;

    private static final double EXPONENT = 1.1;

    /** The ranks of so many keys, from 0. */
    public int[] draw(int records, long seed) {
        var random = new Random(seed);
        var drawn = new int[records];
        double[] cumulative = cumulative();
        for (int i = 0; i < records; i++) {
            int at = Arrays.binarySearch(cumulative, random.nextDouble() * cumulative[COUNT - 1]);
            drawn[i] = at < 0 ? -at - 1 : at;
        }
        return drawn;
    }

    private double[] cumulative() {
        var cumulative = new double[COUNT];
        double sum = 0;
        for (int rank = 0; rank < COUNT; rank++) {
            sum += this == ZIPF ? Math.pow(rank + 1, -EXPONENT) : 1;
            cumulative[rank] = sum;
        }
        return cumulative;
    }

    /** How it is called in a table. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
