package dev.planline.benchmarks.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeysTest {

    private static final int DRAWS = 100_000;
    private static final long SEED = 1;

    @Test
    void theSameSeedDrawsTheSameKeys() {
        int[] first = Keys.ZIPF.draw(1_000, SEED);
        int[] second = Keys.ZIPF.draw(1_000, SEED);
        assertThat(second).isEqualTo(first).isNotEqualTo(Keys.ZIPF.draw(1_000, SEED + 1));
    }

    @Test
    void theHottestOfZipfHasItsShare() {
        double all = IntStream.rangeClosed(1, Keys.COUNT).mapToDouble(rank -> Math.pow(rank, -1.1)).sum();
        assertThat(count(Keys.ZIPF, 0) / (double) DRAWS).isBetween(0.97 / all, 1.03 / all);
        assertThat(count(Keys.ZIPF, 1)).isLessThan(count(Keys.ZIPF, 0));
    }

    @Test
    void uniformKeysAreAllDrawnAboutAsOften() {
        var counts = new int[Keys.COUNT];
        Arrays.stream(Keys.UNIFORM.draw(DRAWS, SEED)).forEach(rank -> counts[rank]++);
        assertThat(Arrays.stream(counts).min().orElseThrow()).isGreaterThan(50);
        assertThat(Arrays.stream(counts).max().orElseThrow()).isLessThan(150);
    }

    private static long count(Keys keys, int rank) {
        return Arrays.stream(keys.draw(DRAWS, SEED)).filter(drawn -> drawn == rank).count();
    }
}
