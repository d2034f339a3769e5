package dev.planline.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatencyTest {

    private static final long MILLI = 1_000_000;

    @Test
    void quantilesAreOfWhatArrivedAfterTheWarmUp() {
        long[] intended = LongStream.range(0, 110).map(i -> 1_000 * MILLI + i).toArray();
        long[] arrived = LongStream.range(0, 110).map(i -> 1_000 * MILLI + i + (i < 10 ? 5_000 : i - 9) * MILLI).toArray();
        assertThat(Latency.of(intended, arrived, 10)).isEqualTo(new Latency(50, 99, 100, 100));
    }

    @Test
    void whatDidNotArriveDoesNotCount() {
        assertThat(Latency.of(new long[] {1, 1}, new long[] {1 + MILLI, 0}, 0)).isEqualTo(new Latency(1, 1, 1, 1));
    }
}
