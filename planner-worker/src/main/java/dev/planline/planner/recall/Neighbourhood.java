package dev.planline.planner.recall;

import dev.planline.text.Stem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The exemplars nearest to a goal, what they did, and how alike they are by words and by pairs of neighbouring words. */
final class Neighbourhood {

    /** The share of pairs in likeness: they tell "book the flight, cancel the hotel" from its contrary; flat from 0.2 to 0.4. */
    private static final float PAIRS = 0.4F;

    private final List<Exemplar> exemplars;
    private final List<Part> parts = new ArrayList<>();
    private final int[][] partsOf;
    private final double[] share;
    private final List<Stem> goal;
    private final Terms words;
    private final Likeness byWords;
    private final Likeness byPairs;

    /**
     * Looks at these exemplars, one or more, for this goal.
     *
     * @param usual how many of all exemplars have a part, in 0..1
     */
    Neighbourhood(List<Exemplar> exemplars, List<Stem> goal, ToDoubleFunction<Part> usual) {
        this.exemplars = exemplars;
        this.goal = goal;
        this.words = Terms.words(goal);
        this.partsOf = partsOf(exemplars);
        this.share = share();
        double[] background = parts.stream().mapToDouble(usual).toArray();
        this.byWords = new Likeness(exemplars.stream().map(Exemplar::words).toList(), words, partsOf, background);
        this.byPairs = new Likeness(exemplars.stream().map(Exemplar::pairs).toList(), Terms.pairs(goal), partsOf, background);
    }

    private int[][] partsOf(List<Exemplar> all) {
        Map<Part, Integer> places = new HashMap<>();
        var result = new int[all.size()][];
        for (int i = 0; i < result.length; i++) {
            result[i] = all.get(i).parts().stream().mapToInt(part -> places.computeIfAbsent(part, added -> {
                parts.add(added);
                return parts.size() - 1;
            })).toArray();
        }
        return result;
    }

    private double[] share() {
        var shares = new double[parts.size()];
        for (int[] those : partsOf) {
            for (int part : those) {
                shares[part] += 1.0 / partsOf.length;
            }
        }
        return shares;
    }

    /** The exemplars. */
    List<Exemplar> exemplars() {
        return exemplars;
    }

    /** All parts that some exemplar has. */
    List<Part> parts() {
        return parts;
    }

    /** The places in {@link #parts} of an exemplar's parts. */
    int[] partsOf(int exemplar) {
        return partsOf[exemplar];
    }

    /** How much each exemplar counts for the goal. */
    Kriging weigh() {
        int n = exemplars.size();
        var alike = new float[n][];
        var near = new double[n];
        for (int i = 0; i < n; i++) {
            float[] one = byWords.alike()[i];
            float[] other = byPairs.alike()[i];
            alike[i] = new float[n - i];
            for (int j = 0; j < n - i; j++) {
                alike[i][j] = (1 - PAIRS) * one[j] + PAIRS * other[j];
            }
            near[i] = (1 - PAIRS) * byWords.near()[i] + PAIRS * byPairs.near()[i];
        }
        return Kriging.of(alike, near, exemplars.stream().mapToDouble(Exemplar::score).toArray());
    }

    /** How much each word of the goal, in its order, speaks for a part: how much more often those that have it have the part. */
    double[] speaksFor(int part) {
        return goal.stream().mapToDouble(stem -> {
            int word = words.find(Terms.hash(stem));
            double with = (byWords.having(word, part) + share[part]) / (byWords.having(word) + 1);
            return with <= share[part] ? 0 : (with - share[part]) * (with - share[part]);
        }).toArray();
    }
}
