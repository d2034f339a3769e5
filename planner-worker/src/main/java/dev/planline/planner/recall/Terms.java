package dev.planline.planner.recall;

import dev.planline.text.Stem;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The distinct terms of a text, as hashes of 32 bits: of a hundred thousand about one shares its hash with another. */
final class Terms {

    private static final int MOST = 255;

    private final int[] hashes;
    private final int[] counts;

    /**
     * Terms.
     *
     * @param hashes ascending
     * @param counts how often each occurs, 1 to 255
     */
    Terms(int[] hashes, int[] counts) {
        this.hashes = hashes;
        this.counts = counts;
    }

    /** The words of a text. */
    static Terms words(List<Stem> stems) {
        return of(stems.stream().map(Terms::hash));
    }

    /** Each two words of a text that stand side by side. */
    static Terms pairs(List<Stem> stems) {
        return of(IntStream.range(1, stems.size()).mapToObj(i -> 31 * hash(stems.get(i - 1)) + hash(stems.get(i)) * 0x9E3779B1));
    }

    private static Terms of(Stream<Integer> hashes) {
        var counted = new TreeMap<Integer, Integer>();
        hashes.forEach(hash -> counted.merge(hash, 1, (count, one) -> Math.min(MOST, count + one)));
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

    /** The place of a term; negative if it does not occur. */
    int find(int hash) {
        return Arrays.binarySearch(hashes, hash);
    }

    /** All of them. */
    IntStream all() {
        return IntStream.of(hashes);
    }
}
