package dev.planline.sink.pool.diversity;

import dev.planline.model.Trajectory;
import dev.planline.text.Tokens;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What of a trajectory is compared: its tools, its way of reasoning and its text. */
public final class Profile {

    /** Most words of a text that are looked at, from its start. */
    static final int TEXT_WORDS = 512;

    /** Most words of a reasoning pattern that are looked at, from its start. */
    static final int PATTERN_WORDS = 64;

    private static final int SHINGLE = 3;
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private final long place;
    private final double score;
    private final Set<String> tools;
    private final List<String> pattern;
    private final long[] shingles;

    /** The profile of the trajectory at a place on the log. */
    public Profile(long place, Trajectory trajectory) {
        this.place = place;
        this.score = trajectory.score();
        this.tools = Set.copyOf(trajectory.toolsUsed());
        this.pattern = words(trajectory.reasoningPattern(), PATTERN_WORDS);
        this.shingles = shingles(words(String.join("\n", trajectory.goal(), trajectory.strategyDescription(),
                String.join("\n", trajectory.keyInsights())), TEXT_WORDS));
    }

    /** Where the trajectory is on the log. */
    public long place() {
        return place;
    }

    /** How good the result of the trajectory is, in 0..1. */
    public double score() {
        return score;
    }

    Set<String> tools() {
        return tools;
    }

    List<String> pattern() {
        return pattern;
    }

    /** How many different runs of three words its text has. */
    int size() {
        return shingles.length;
    }

    /** How many runs of three words are in both texts. */
    int common(Profile other) {
        int common = 0;
        for (int i = 0, j = 0; i < shingles.length && j < other.shingles.length;) {
            int order = Long.compare(shingles[i], other.shingles[j]);
            common += order == 0 ? 1 : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }
        return common;
    }

    private static List<String> words(String text, int most) {
        return Tokens.of(text.toLowerCase(Locale.ROOT), "").stream().limit(most).toList();
    }

    /** Hashes of runs of words, ascending, each once. A text of fewer words is one run. */
    private static long[] shingles(List<String> words) {
        if (words.isEmpty()) {
            return new long[0];
        }
        int length = Math.min(SHINGLE, words.size());
        long[] hashes = new long[words.size() - length + 1];
        for (int i = 0; i < hashes.length; i++) {
            for (String word : words.subList(i, i + length)) {
                hashes[i] = (hashes[i] ^ word.hashCode()) * MULTIPLIER;
                hashes[i] ^= hashes[i] >>> 32;
            }
        }
        return Arrays.stream(hashes).sorted().distinct().toArray();
    }
}
