package dev.planline.sink.pool.selection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Draws parents. The draws are a function of the set of candidates, the rule, the count and the seed: candidates are put in the
 * order of their places first, and sums run in that order, so neither the order in which they come nor the machine matters.
 */
public final class Selection {

    private static final Comparator<Candidate> ORDER = Comparator.comparingLong(Candidate::place)
            .thenComparingDouble(Candidate::score).thenComparingInt(Candidate::children);

    private final List<Candidate> candidates;
    private final double[] logWeights;
    private final double most;
    private final double[] sums;

    /**
     * A parent.
     *
     * @param chance with which one draw hits it, in 0..1
     */
    public record Pick(Candidate candidate, double chance) {}

    /** Draws from these candidates, in any order, by a rule. */
    public Selection(ParentRule rule, List<Candidate> candidates) {
        this.candidates = candidates.stream().sorted(ORDER).toList();
        this.logWeights = LogWeights.of(rule, this.candidates);
        this.most = Arrays.stream(logWeights).max().orElse(0);
        this.sums = new double[logWeights.length];
        double sum = 0;
        for (int i = 0; i < sums.length; i++) {
            sum += weight(i);
            sums[i] = sum;
        }
    }

    /** The chance of each candidate in one draw, in the order of places; they add up to 1. */
    public List<Pick> chances() {
        var chances = new ArrayList<Pick>(sums.length);
        for (int i = 0; i < sums.length; i++) {
            chances.add(pick(i));
        }
        return chances;
    }

    /** Independent draws: the same parent may come again. None if there are no candidates. */
    public List<Pick> draw(int count, long seed) {
        RandomGenerator random = generator(seed);
        var picks = new ArrayList<Pick>();
        for (int i = 0; i < count && sums.length > 0; i++) {
            picks.add(pick(find(random.nextDouble() * sums[sums.length - 1])));
        }
        return picks;
    }

    /**
     * Draws of which none comes again: each is made among those that are left, by the same weights. Fewer if there are fewer
     * candidates.
     *
     * <p>The candidates with the greatest sums of logarithmic weight and standard Gumbel noise, in descending order, have
     * exactly this distribution (Efraimidis and Spirakis 2006; Kool et al. 2019). So a weight that is too small for a double still has its turn,
     * after all that are greater.
     */
    public List<Pick> drawDistinct(int count, long seed) {
        record Key(double value, int index) {}
        RandomGenerator random = generator(seed);
        Comparator<Key> worstFirst = Comparator.comparingDouble(Key::value).thenComparing(Comparator.comparingInt(Key::index).reversed());
        var best = new PriorityQueue<>(worstFirst);
        for (int i = 0; i < sums.length; i++) {
            double gumbel = -StrictMath.log(-StrictMath.log(1 - random.nextDouble()));
            best.add(new Key(logWeights[i] + gumbel, i));
            if (best.size() > count) {
                best.poll();
            }
        }
        return best.stream().sorted(worstFirst.reversed()).map(key -> pick(key.index())).toList();
    }

    private static RandomGenerator generator(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    private Pick pick(int index) {
        return new Pick(candidates.get(index), weight(index) / sums[sums.length - 1]);
    }

    /** Relative to the greatest, so that at least one is 1 and none overflows. */
    private double weight(int index) {
        return StrictMath.exp(logWeights[index] - most);
    }

    /** The first candidate whose sum exceeds the value. */
    private int find(double value) {
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
