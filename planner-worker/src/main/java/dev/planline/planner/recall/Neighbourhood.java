package dev.planline.planner.recall;

import dev.planline.text.Stem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The exemplars nearest to a goal, and how alike they are to it and to one another.
 *
 * <p>A word counts by how much it tells about what is to be done, and not by how rare it is: a name is rare and tells nothing,
 * "cancel" is common and tells all. What it tells is read off the neighbourhood itself: the Kullback-Leibler divergence between
 * the parts of those exemplars that have the word and the parts of all of them. Likeness is the square of the cosine.
 */
final class Neighbourhood {

    /** How many exemplars' worth of belief there is, before looking, that a word tells nothing. */
    private static final double DOUBT = 15;

    /** Brings the divergences nearer to one another; flat from 0.25 to 0.5. */
    private static final double POWER = 0.4;

    private final List<Exemplar> exemplars;
    private final List<Part> parts = new ArrayList<>();
    private final int[][] partsOf;
    private final double[] share;
    private final List<Stem> goal;
    private final Terms words;
    private final double[][] tells;
    private final float[][] alike;
    private final double[] near;

    /** Looks at these exemplars, one or more, for this goal. */
    Neighbourhood(List<Exemplar> exemplars, List<Stem> goal) {
        int n = exemplars.size();
        this.exemplars = exemplars;
        this.goal = goal;
        this.words = Terms.of(goal);
        this.partsOf = partsOf(exemplars);
        this.share = share();
        this.tells = new double[words.size()][];
        this.alike = new float[n][];
        for (int i = 0; i < n; i++) {
            alike[i] = new float[n - i];
        }
        this.near = new double[n];
        compare();
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

    /** All occurrences of words, those of one word side by side, in the order of the exemplars: word, exemplar, count. */
    private long[] occurrences() {
        var all = new long[exemplars.stream().mapToInt(exemplar -> exemplar.terms().size()).sum()];
        int at = 0;
        for (int i = 0; i < exemplars.size(); i++) {
            Terms terms = exemplars.get(i).terms();
            for (int j = 0; j < terms.size(); j++) {
                all[at++] = (long) terms.hash(j) << 32 | (long) i << 8 | terms.count(j);
            }
        }
        Arrays.sort(all);
        return all;
    }

    private void compare() {
        long[] occurrences = occurrences();
        var lengths = new double[exemplars.size()];
        var seen = new boolean[words.size()];
        var rare = new ArrayList<Double>();
        double goalLength = 0;
        for (int from = 0, to; from < occurrences.length; from = to) {
            int hash = (int) (occurrences[from] >> 32);
            to = from + 1;
            while (to < occurrences.length && (int) (occurrences[to] >> 32) == hash) {
                to++;
            }
            var word = new Word(Arrays.copyOfRange(occurrences, from, to));
            word.compare(alike, lengths);
            if (word.in.length == 1) {
                rare.add(word.weight);
            }
            int place = words.find(hash);
            if (place >= 0) {
                seen[place] = true;
                tells[place] = word.tells();
                goalLength += square(word.near(frequency(words.count(place)), near));
            }
        }
        for (int i = 0; i < seen.length; i++) {
            goalLength += seen[i] ? 0 : square(frequency(words.count(i)) * median(rare));
        }
        toKernel(lengths, goalLength);
    }

    private void toKernel(double[] lengths, double goalLength) {
        for (int i = 0; i < alike.length; i++) {
            for (int j = i; j < alike.length; j++) {
                double lengthsOfBoth = lengths[i] * lengths[j];
                alike[i][j - i] = lengthsOfBoth == 0 ? 0 : (float) (square(alike[i][j - i]) / lengthsOfBoth);
            }
            near[i] = lengths[i] * goalLength == 0 ? 0 : square(near[i]) / (lengths[i] * goalLength);
        }
    }

    /** A word, and the exemplars that have it. */
    private final class Word {

        private final int[] in;
        private final double[] frequencies;
        private final int[] counts = new int[parts.size()];
        private final double weight;

        Word(long[] occurrences) {
            in = Arrays.stream(occurrences).mapToInt(each -> (int) (each >> 8) & 0xFFFFFF).toArray();
            frequencies = Arrays.stream(occurrences).mapToDouble(each -> frequency((int) each & 0xFF)).toArray();
            for (int exemplar : in) {
                for (int part : partsOf[exemplar]) {
                    counts[part]++;
                }
            }
            weight = Math.pow(divergence(), POWER);
        }

        private double divergence() {
            double sum = 0;
            for (int part = 0; part < counts.length; part++) {
                if (counts[part] > 0) {
                    double with = (counts[part] + DOUBT * share[part]) / (in.length + DOUBT);
                    sum += with > share[part] ? with * Math.log(with / share[part]) : 0;
                }
            }
            return sum;
        }

        /** Adds what the word contributes to the products of all two exemplars, and to the squares of their lengths. */
        void compare(float[][] products, double[] lengths) {
            for (int i = 0; i < in.length; i++) {
                double mine = frequencies[i] * weight;
                float[] row = products[in[i]];
                for (int j = i; j < in.length; j++) {
                    row[in[j] - in[i]] += (float) (mine * frequencies[j] * weight);
                }
                lengths[in[i]] += mine * mine;
            }
        }

        /** Adds what the word contributes to the products of the goal and the exemplars; returns its weight in the goal. */
        double near(double frequency, double[] products) {
            double mine = frequency * weight;
            for (int i = 0; i < in.length; i++) {
                products[in[i]] += mine * frequencies[i] * weight;
            }
            return mine;
        }

        /** How much the word speaks for each part. */
        double[] tells() {
            var tells = new double[counts.length];
            for (int part = 0; part < tells.length; part++) {
                tells[part] = square(Math.max(0, (counts[part] + share[part]) / (in.length + 1) - share[part]));
            }
            return tells;
        }
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
        return Kriging.of(alike, near, exemplars.stream().mapToDouble(Exemplar::score).toArray());
    }

    /** How much each word of the goal, in its order, speaks for a part. */
    double[] speaksFor(int part) {
        return goal.stream().mapToDouble(stem -> {
            double[] told = tells[words.find(Terms.hash(stem))];
            return told == null ? 0 : told[part];
        }).toArray();
    }

    private static double frequency(int count) {
        return 1 + Math.log(count);
    }

    private static double square(double value) {
        return value * value;
    }

    private static double median(List<Double> values) {
        return values.isEmpty() ? 1 : values.stream().sorted().skip(values.size() / 2).findFirst().orElse(1.0);
    }
}
