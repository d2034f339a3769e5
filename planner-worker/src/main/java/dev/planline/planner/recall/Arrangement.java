package dev.planline.planner.recall;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Puts parts in order, and says which depends on which.
 *
 * <p>Two things tell what comes first: what the exemplars did, weighted by how much each counts, and where the goal speaks of
 * it, since people mostly say things in the order in which they want them. The order with the highest sum is sought by inserting
 * each part where it fits best, and then moving single parts until nothing improves. A part depends on those before it, unless
 * the exemplars that have both had them side by side.
 */
final class Arrangement {

    /** Weight of "somewhere before", next to 1 for "directly before"; flat from 0.15 to 0.6. */
    private static final double BEFORE = 0.3;

    /** Weight of the distance in the goal, of which 1 is the whole goal; flat from 0.3 to 1. */
    private static final double DISTANCE = 0.6;

    /** From this support on, "directly before" is a dependency of its own, whatever stands between; flat from 0.1 to 0.3. */
    private static final double SUPPORTED = 0.15;

    private final int size;
    private final double[][] pair;
    private final double[][] next;
    private final double[][] apart;

    /**
     * Reads the evidence.
     *
     * @param chosen places of the parts in the neighbourhood
     * @param weights how much each exemplar counts
     * @param positions where in the goal each part is spoken of, in 0..1
     */
    Arrangement(Neighbourhood neighbours, int[] chosen, double[] weights, double[] positions) {
        size = chosen.length;
        pair = new double[size][size];
        next = new double[size][size];
        apart = new double[size][size];
        var placeOf = new int[neighbours.parts().size()];
        Arrays.fill(placeOf, -1);
        for (int i = 0; i < size; i++) {
            placeOf[chosen[i]] = i;
        }
        for (int i = 0; i < weights.length; i++) {
            read(neighbours.exemplars().get(i), neighbours.partsOf(i), placeOf, weights[i]);
        }
        for (int a = 0; a < size; a++) {
            for (int b = 0; b < size; b++) {
                pair[a][b] += DISTANCE * (positions[b] - positions[a]);
            }
        }
    }

    private void read(Exemplar exemplar, int[] parts, int[] placeOf, double weight) {
        long[] before = exemplar.before();
        for (int j = 0; j < parts.length; j++) {
            int b = placeOf[parts[j]];
            for (int i = 0; b >= 0 && i < j; i++) {
                int a = placeOf[parts[i]];
                if (a >= 0) {
                    boolean earlier = (before[j] >> i & 1) != 0;
                    pair[a][b] += earlier ? BEFORE * weight : 0;
                    pair[b][a] -= earlier ? BEFORE * weight : 0;
                    next[a][b] += (exemplar.direct().get(j) >> i & 1) != 0 ? weight : 0;
                    apart[a][b] += earlier ? -weight : weight;
                    apart[b][a] = apart[a][b];
                }
            }
        }
    }

    /** The places of the parts among those chosen, in the best order found. */
    int[] order() {
        List<Integer> order = new ArrayList<>();
        for (int part = 0; part < size; part++) {
            insert(order, part);
        }
        double value = value(order);
        for (boolean improved = true; improved;) {
            improved = false;
            for (int part = 0; part < size; part++) {
                var moved = new ArrayList<>(order);
                moved.remove(Integer.valueOf(part));
                insert(moved, part);
                if (value(moved) > value + 1e-9) {
                    order = moved;
                    value = value(order);
                    improved = true;
                }
            }
        }
        return order.stream().mapToInt(Integer::intValue).toArray();
    }

    private void insert(List<Integer> order, int part) {
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int at = 0; at <= order.size(); at++) {
            double gain = gain(order, part, at);
            if (gain > most + 1e-12) {
                most = gain;
                best = at;
            }
        }
        order.add(best, part);
    }

    private double gain(List<Integer> order, int part, int at) {
        double gain = 0;
        for (int i = 0; i < order.size(); i++) {
            gain += i < at ? pair[order.get(i)][part] : pair[part][order.get(i)];
        }
        boolean first = at == 0;
        boolean last = at == order.size();
        gain += first ? 0 : next[order.get(at - 1)][part];
        gain += last ? 0 : next[part][order.get(at)];
        return first || last ? gain : gain - next[order.get(at - 1)][order.get(at)];
    }

    private double value(List<Integer> order) {
        double value = 0;
        for (int i = 0; i < order.size(); i++) {
            value += i == 0 ? 0 : next[order.get(i - 1)][order.get(i)];
            for (int j = i + 1; j < order.size(); j++) {
                value += pair[order.get(i)][order.get(j)];
            }
        }
        return value;
    }

    /**
     * For each place in an order the places that it depends on. One that follows from the others is left out, unless exemplars
     * show it: then it also holds when what stands between is dropped.
     */
    List<List<Integer>> dependencies(int[] order) {
        var before = new long[order.length];
        var dependencies = new ArrayList<List<Integer>>();
        for (int j = 0; j < order.length; j++) {
            var direct = new ArrayList<Integer>();
            for (int i = j - 1; i >= 0; i--) {
                boolean follows = (before[j] >> i & 1) != 0;
                if (follows ? next[order[i]][order[j]] >= SUPPORTED : apart[order[i]][order[j]] <= 0) {
                    direct.addFirst(i);
                    before[j] |= before[i] | 1L << i;
                }
            }
            dependencies.add(List.copyOf(direct));
        }
        return dependencies;
    }
}
