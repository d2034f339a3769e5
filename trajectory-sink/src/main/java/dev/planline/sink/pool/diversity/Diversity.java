package dev.planline.sink.pool.diversity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Chooses trajectories that are far from each other. The order in which they are given does not matter. */
public final class Diversity {

    private static final Comparator<Profile> BEST = Comparator.comparingDouble(Profile::score).reversed()
            .thenComparingLong(Profile::place);

    private Diversity() {}

    /**
     * One of a set.
     *
     * @param distance from the nearest of those that were picked before it; null for the first
     */
    public record Pick(Profile profile, @Nullable Double distance) {}

    /**
     * Two that are far from each other.
     *
     * @param first the one with the better score
     */
    public record Pair(Profile first, Profile second, double distance) {}

    /**
     * A diverse set: the best by score, then again and again the one that is farthest from its nearest in the set, of equals the
     * best. One at distance 0 of another adds nothing and is left out.
     *
     * <p>The least distance within the set is at least half of that of the most diverse set of this size (Gonzalez 1985; Ravi,
     * Rosenkrantz and Tayi 1994), and no polynomial algorithm guarantees more unless P = NP. A trade of distance against score
     * (maximal marginal relevance) has no such guarantee, and its exchange rate would be arbitrary: scores are seen to by what is
     * given.
     *
     * @param count most picks
     */
    public static List<Pick> spread(Measure measure, List<Profile> profiles, int count) {
        List<Profile> ordered = profiles.stream().sorted(BEST).toList();
        double[] nearest = new double[ordered.size()];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        var picks = new ArrayList<Pick>();
        while (picks.size() < Math.min(count, ordered.size())) {
            int farthest = 0;
            for (int i = 1; i < nearest.length; i++) {
                farthest = nearest[i] > nearest[farthest] ? i : farthest;
            }
            if (nearest[farthest] == 0) {
                break;
            }
            Profile pick = ordered.get(farthest);
            picks.add(new Pick(pick, picks.isEmpty() ? null : nearest[farthest]));
            for (int i = 0; i < nearest.length; i++) {
                nearest[i] = i == farthest ? 0 : Math.min(nearest[i], measure.distance(pick, ordered.get(i)));
            }
        }
        return picks;
    }

    /**
     * Pairs for recombination, the farthest first, each trajectory in one pair at most: the two that are farthest from each other,
     * then the two of the rest, and so on; of equals those with the better scores. The distances add up to at least half of what the best
     * choice of so many pairs has (Avis 1983). Two at distance 0 are no pair.
     *
     * @param count most pairs
     */
    public static List<Pair> pairs(Measure measure, List<Profile> profiles, int count) {
        List<Profile> ordered = profiles.stream().sorted(BEST).toList();
        var all = new ArrayList<Pair>();
        for (int i = 0; i < ordered.size(); i++) {
            for (int j = i + 1; j < ordered.size(); j++) {
                double distance = measure.distance(ordered.get(i), ordered.get(j));
                if (distance > 0) {
                    all.add(new Pair(ordered.get(i), ordered.get(j), distance));
                }
            }
        }
        all.sort(Comparator.comparingDouble(Pair::distance)
                .thenComparingDouble(pair -> pair.first().score() + pair.second().score()).reversed()
                .thenComparingLong(pair -> pair.first().place()).thenComparingLong(pair -> pair.second().place()));
        Set<Long> used = new HashSet<>();
        var pairs = new ArrayList<Pair>();
        for (Pair pair : all) {
            boolean free = !used.contains(pair.first().place()) && !used.contains(pair.second().place());
            if (free && pairs.size() < count) {
                used.addAll(List.of(pair.first().place(), pair.second().place()));
                pairs.add(pair);
            }
        }
        return pairs;
    }
}
