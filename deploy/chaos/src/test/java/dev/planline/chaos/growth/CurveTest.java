package dev.planline.chaos.growth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CurveTest {

    private static final double MIB = 1 << 20;
    private static final int HOUR = 3_600;

    @Test
    void aSawtoothThatReturnsToTheSameLevelDoesNotGrow() {
        var random = new Random(7);
        assertThat(curve(Measure.HEAP, second -> 40 * MIB + second % 60 * MIB + random.nextInt(4) * MIB).grows()).isFalse();
    }

    @Test
    void aSawtoothWhoseLowestPointsRiseGrows() {
        assertThat(curve(Measure.HEAP, second -> 40 * MIB + second % 60 * MIB + second * MIB / 60).grows()).isTrue();
    }

    @Test
    void whatRisesInTheFirstQuarterAloneDoesNotGrow() {
        assertThat(curve(Measure.HEAP, second -> Math.min(second, HOUR / 5) * MIB / 6).grows()).isFalse();
    }

    @Test
    void aThreadAMinuteIsGrowthAndTwoMoreInAnHourAreNot() {
        assertThat(curve(Measure.THREADS, second -> 40 + second / 60).grows()).isTrue();
        assertThat(curve(Measure.THREADS, second -> 40 + second / 1_800).grows()).isFalse();
    }

    @Test
    void lessThanTenMinutesSaysNothing() {
        assertThat(Curve.of("p", Measure.THREADS, IntStream.range(0, 599).mapToObj(second -> (double) second).toList()).grows()).isFalse();
        assertThat(Curve.of("p", Measure.THREADS, IntStream.range(0, 600).mapToObj(second -> (double) second).toList()).grows()).isTrue();
        assertThat(Curve.of("p", Measure.THREADS, List.of()).leasts()).isEmpty();
    }

    @Test
    void eachSpanHasItsLeast() {
        List<Double> samples = IntStream.range(0, 48).mapToObj(second -> (double) (second % 2 == 0 ? 100 : second)).toList();
        assertThat(Curve.of("p", Measure.FILES, samples).leasts()).hasSize(24).startsWith(1.0, 3.0, 5.0).endsWith(47.0);
    }

    private static Curve curve(Measure measure, IntToDoubleFunction value) {
        return Curve.of("p", measure, IntStream.range(0, HOUR).mapToDouble(value).boxed().toList());
    }
}
