package dev.planline.planner.recall;

import dev.planline.text.Stem;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The distinct words of a text, as hashes of 32 bits: of a hundred thousand words about one shares its hash with another. */
final class Terms {

    private static final int MOST = 255;

    private final int[] hashes;
    private final int[] counts;

    /**
     * Words.
     *
     * @param hashes ascending
     * @param counts how often each occurs, 1 to 255
     */
    Terms(int[] hashes, int[] counts) {
        this.hashes = hashes;
        this.counts = counts;
    }

    static Terms of(List<Stem> stems) {
        var counted = new TreeMap<Integer, Integer>();
        stems.forEach(stem -> counted.merge(hash(stem), 1, (count, one) -> Math.min(MOST, count + one)));
        return new Terms(counted.keySet().stream().mapToInt(Integer::intValue).toArray(),
                counted.values().stream().mapToInt(Integer::intValue).toArray());
    }

    static int hash(Stem stem) {
        return stem.text().hashCode();
    }

    int size() {
        return hashes.length;
    }

    int hash(int place) {
        return hashes[place];
    }

    int count(int place) {
        return counts[place];
    }

    /** The place of a word; negative if it does not occur. */
    int find(int hash) {
        return Arrays.binarySearch(hashes, hash);
    }

    /** All words. */
    IntStream all() {
        return IntStream.of(hashes);
    }
}
