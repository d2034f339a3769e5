package dev.planline.planner.recall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class KrigingTest {

    /** The equations that the weights of ordinary kriging solve: all rows agree but for the multiplier of the sum. */
    @RepeatedTest(20)
    void theWeightsSolveTheEquations(RepetitionInfo repetition) {
        var chance = new SplittableRandom(repetition.getCurrentRepetition());
        int n = chance.nextInt(1, 60);
        double[][] points = IntStream.range(0, n).mapToObj(i -> chance.doubles(5, 0, 1).toArray()).toArray(double[][]::new);
        double[] goal = chance.doubles(5, 0, 1).toArray();
        double[] near = IntStream.range(0, n).mapToDouble(i -> alike(points[i], goal)).toArray();
        double[] scores = chance.doubles(n, 0.2, 1).toArray();
        double[] weights = Kriging.of(rows(points), near, scores).weights();
        assertThat(DoubleStream.of(weights).sum()).isCloseTo(1, within(1e-3));
        double[] multipliers = IntStream.range(0, n).mapToDouble(i -> near[i] - 0.2 / scores[i] * weights[i]
                - IntStream.range(0, n).mapToDouble(j -> alike(points[i], points[j]) * weights[j]).sum()).toArray();
        assertThat(DoubleStream.of(multipliers).max().orElseThrow() - DoubleStream.of(multipliers).min().orElseThrow()).isLessThan(1e-3);
    }

    @Test
    void storiesThatAreToldTwiceShareTheirSay() {
        double[][] points = {{1, 0}, {1, 0}, {0, 1}};
        double[] goal = {1, 1};
        double[] near = IntStream.range(0, 3).mapToDouble(i -> alike(points[i], goal)).toArray();
        double[] weights = Kriging.of(rows(points), near, new double[] {1, 1, 1}).weights();
        assertThat(weights[0]).isCloseTo(weights[1], within(1e-6));
        assertThat(weights[0] + weights[1]).isBetween(0.5, 0.55);
    }

    @Test
    void anExemplarOfALowScoreCountsLess() {
        double[][] points = {{1, 0}, {0, 1}};
        double[] near = {0.5, 0.5};
        double[] weights = Kriging.of(rows(points), near, new double[] {1, 0.2}).weights();
        assertThat(weights[0]).isGreaterThan(weights[1]);
    }

    @Test
    void aGoalThatIsAnExemplarIsExplainedAndOneThatIsLikeNoneIsNot() {
        double[][] points = {{1, 0}, {0, 1}};
        assertThat(Kriging.of(rows(points), new double[] {1, 0}, new double[] {1, 1}).explained()).isCloseTo(1, within(1e-6));
        assertThat(Kriging.of(rows(points), new double[] {0, 0}, new double[] {1, 1}).explained()).isZero();
    }

    private static double alike(double[] one, double[] other) {
        double cosine = dot(one, other) / Math.sqrt(dot(one, one) * dot(other, other));
        return cosine * cosine;
    }

    private static double dot(double[] one, double[] other) {
        return IntStream.range(0, one.length).mapToDouble(i -> one[i] * other[i]).sum();
    }

    private static float[][] rows(double[][] points) {
        var rows = new float[points.length][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new float[points.length - i];
            for (int j = i; j < points.length; j++) {
                rows[i][j - i] = (float) alike(points[i], points[j]);
            }
        }
        return rows;
    }
}
