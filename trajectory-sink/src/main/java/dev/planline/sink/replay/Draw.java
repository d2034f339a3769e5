package dev.planline.sink.replay;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Draws positions from weights; a pure function of weights and generator. */
final class Draw {

    /**
     * A position that was drawn.
     *
     * @param probability with which one draw hits it
     * @param weight that makes a mean over the sample unbiased, the greatest in the table being 1
     */
    record Hit(int position, double probability, double weight) {}

    private Draw() {}

    /** Each position with equal chance, none twice: the first steps of a shuffle (Fisher and Yates) that stores only what it moved. */
    static List<Hit> uniform(int size, int count, RandomGenerator random) {
        Map<Integer, Integer> moved = new HashMap<>();
        var hits = new ArrayList<Hit>();
        for (int i = 0; i < Math.min(size, count); i++) {
            int other = random.nextInt(i, size);
            int position = moved.getOrDefault(other, other);
            moved.put(other, moved.getOrDefault(i, i));
            hits.add(new Hit(position, 1.0 / size, 1));
        }
        return hits;
    }

    /** With chance proportional to the weights, with replacement. */
    static List<Hit> proportional(double[] weights, double beta, int count, RandomGenerator random) {
        double[] sums = weights.clone();
        Arrays.parallelPrefix(sums, Double::sum);
        double total = sums.length == 0 ? 0 : sums[sums.length - 1];
        if (total <= 0) {
            return List.of();
        }
        double least = Arrays.stream(weights).filter(weight -> weight > 0).min().orElseThrow();
        var hits = new ArrayList<Hit>();
        for (int i = 0; i < count; i++) {
            int position = find(sums, random.nextDouble() * total);
            hits.add(new Hit(position, weights[position] / total, Math.pow(weights[position] / least, -beta)));
        }
        return hits;
    }

    /** The first position whose sum exceeds the value. */
    private static int find(double[] sums, double value) {
        int low = 0;
        int high = sums.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sums[middle] > value) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
