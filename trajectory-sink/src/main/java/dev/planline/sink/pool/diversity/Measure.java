package dev.planline.sink.pool.diversity;

import dev.planline.model.InvalidField;
import java.util.List;
import java.util.Set;

/**
 * How far two trajectories are from each other, in 0..1: the weighted mean of three distances.
 *
 * <ul>
 * <li>tools: 1 less the share of common ones among the tools of both (Jaccard)
 * <li>pattern: the edit distance of the reasoning patterns in words, {@code 2 e / (a + b + e)} for {@code e} edits between
 * {@code a} and {@code b} words (Yujian and Liu 2007), so that the order of steps counts
 * <li>text: 1 less the share of common runs of three words among those of goal, strategy and insights of both (Jaccard)
 * </ul>
 *
 * Each is a metric, and so is their mean, which is what the guarantee of {@link Diversity#spread} rests on.
 *
 * @param tools weight of the distance of tools, zero or more
 * @param pattern weight of the distance of reasoning patterns, zero or more
 * @param text weight of the distance of texts, zero or more
 */
public record Measure(double tools, double pattern, double text) {

    /** What an agent did counts more than what it said. */
    public static final Measure DEFAULT = new Measure(0.4, 0.3, 0.3);

    public Measure {
        double sum = tools + pattern + text;
        if (!(tools >= 0 && pattern >= 0 && text >= 0 && sum > 0 && Double.isFinite(sum))) {
            throw new InvalidField("measure",
                    "has the weights " + tools + ", " + pattern + " and " + text + "; must be zero or more, one of them above zero");
        }
    }

    /** The distance of two. */
    public double distance(Profile one, Profile other) {
        return (tools * ofSets(one.tools(), other.tools()) + pattern * ofWords(one.pattern(), other.pattern()) + text * ofTexts(one, other))
                / (tools + pattern + text);
    }

    private static double ofSets(Set<String> one, Set<String> other) {
        int common = (int) one.stream().filter(other::contains).count();
        return unlike(common, one.size() + other.size() - common);
    }

    private static double ofTexts(Profile one, Profile other) {
        int common = one.common(other);
        return unlike(common, one.size() + other.size() - common);
    }

    private static double unlike(int common, int all) {
        return all == 0 ? 0 : (double) (all - common) / all;
    }

    private static double ofWords(List<String> one, List<String> other) {
        int edits = edits(one, other);
        return edits == 0 ? 0 : 2.0 * edits / (one.size() + other.size() + edits);
    }

    /** Insertions, deletions and replacements that make one of the other (Levenshtein). */
    private static int edits(List<String> one, List<String> other) {
        int[] row = new int[other.size() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.size(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (one.get(i - 1).equals(other.get(j - 1)) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.size()];
    }
}
