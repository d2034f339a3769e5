package dev.planline.planner.recall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ExpectedF1Test {

    @RepeatedTest(50)
    void noSetHasAHigherExpectation(RepetitionInfo repetition) {
        var chance = new SplittableRandom(repetition.getCurrentRepetition());
        double[] p = chance.doubles(8, 0.001, 0.99).sorted().toArray();
        double[] falling = new double[p.length];
        Arrays.setAll(falling, i -> p[p.length - 1 - i]);
        double best = 0;
        for (int set = 1; set < 1 << p.length; set++) {
            best = Math.max(best, expectation(falling, set));
        }
        ExpectedF1 chosen = ExpectedF1.best(falling, p.length);
        assertThat(chosen.value()).isCloseTo(best, within(1e-12));
        assertThat(expectation(falling, (1 << chosen.size()) - 1)).isCloseTo(best, within(1e-12));
    }

    private static double expectation(double[] p, int set) {
        double sum = 0;
        for (int needed = 0; needed < 1 << p.length; needed++) {
            double likelihood = 1;
            for (int i = 0; i < p.length; i++) {
                likelihood *= (needed >> i & 1) != 0 ? p[i] : 1 - p[i];
            }
            sum += likelihood * 2 * Integer.bitCount(set & needed) / (Integer.bitCount(set) + Integer.bitCount(needed));
        }
        return sum;
    }

    @Test
    void takesNoMoreThanAllowed() {
        assertThat(ExpectedF1.best(new double[] {0.9, 0.9, 0.9, 0.9}, 2).size()).isEqualTo(2);
        assertThat(ExpectedF1.best(new double[] {0.9, 0.9, 0.9, 0.9}, 9).size()).isEqualTo(4);
    }

    @Test
    void weightsOutsideOfProbabilitiesDoNotBreakIt() {
        ExpectedF1 best = ExpectedF1.best(new double[] {1.3, 0.2, -0.4}, 3);
        assertThat(best.size()).isEqualTo(1);
        assertThat(best.value()).isBetween(0.9, 1.0);
    }
}
