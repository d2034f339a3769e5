package dev.planline.sink.pool.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.planline.model.InvalidField;
import dev.planline.sink.pool.selection.Selection.Pick;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class SelectionTest {

    private static final long SEED = 20261126;

    static final List<ParentRule> RULES = List.of(new ParentRule.Dgm(), new ParentRule.Shinka(), new ParentRule.PowerLaw(1),
            new ParentRule.PowerLaw(0.3), new ParentRule.Best(), new ParentRule.Uniform());

    static final List<ParentRule> RULES_OF_CHILDREN = List.of(new ParentRule.Dgm(), new ParentRule.Shinka());

    @Test
    void chancesOfTheGoedelMachineAreThoseOfThePaper() {
        List<Candidate> candidates = List.of(new Candidate(0, 0.2, 0), new Candidate(1, 0.5, 9), new Candidate(2, 0.4, 1));
        double root = 1 / (1 + Math.exp(3));
        double busy = 0.5 / 10;
        double middle = 1 / (1 + Math.exp(1)) / 2;
        double sum = root + busy + middle;
        assertThat(chances(new ParentRule.Dgm(), candidates))
                .containsExactly(new double[] {root / sum, busy / sum, middle / sum}, within(1e-15));
    }

    @Test
    void chancesOfShinkaFollowMedianAndMedianDeviation() {
        List<Candidate> candidates = List.of(new Candidate(0, 1, 0), new Candidate(1, 2, 0), new Candidate(2, 4, 1),
                new Candidate(3, 9, 0));
        double[] weights = IntStream.of(1, 2, 4, 9).mapToDouble(score -> 1 / (1 + Math.exp(-10 * (score - 3) / 1.5))).toArray();
        weights[2] /= 2;
        double sum = sum(weights);
        assertThat(chances(new ParentRule.Shinka(), candidates))
                .containsExactly(Arrays.stream(weights).map(weight -> weight / sum).toArray(), within(1e-12));
    }

    @Test
    void chancesByRankShareARankAmongEquals() {
        List<Candidate> candidates = List.of(new Candidate(0, 0.5, 7), new Candidate(1, 0.9, 0), new Candidate(2, 0.5, 0),
                new Candidate(3, 0.1, 0));
        double sum = 1 + 0.25 + 0.25 + 1 / 16.0;
        assertThat(chances(new ParentRule.PowerLaw(2), candidates))
                .containsExactly(new double[] {0.25 / sum, 1 / sum, 0.25 / sum, 1 / 16.0 / sum}, within(1e-12));
    }

    @ParameterizedTest
    @FieldSource("RULES")
    void chancesAddUpToOneAndRiseWithTheScore(ParentRule rule) {
        for (int round = 0; round < 200; round++) {
            List<Candidate> candidates = random(SEED + round);
            assertThat(sum(chances(rule, candidates))).as("seed %d", SEED + round).isCloseTo(1, within(1e-12));
            List<Candidate> childless = candidates.stream().map(one -> new Candidate(one.place(), one.score(), 0)).toList();
            List<Pick> byScore = new Selection(rule, childless).chances().stream()
                    .sorted((a, b) -> Double.compare(a.candidate().score(), b.candidate().score())).toList();
            for (int i = 1; i < byScore.size(); i++) {
                assertThat(byScore.get(i).chance()).as("seed %d", SEED + round).isGreaterThanOrEqualTo(byScore.get(i - 1).chance());
            }
        }
    }

    @ParameterizedTest
    @FieldSource("RULES_OF_CHILDREN")
    void chancesFallWithEachChild(ParentRule rule) {
        for (int round = 0; round < 200; round++) {
            List<Candidate> candidates = new ArrayList<>(random(SEED + round));
            Candidate first = candidates.getFirst();
            double before = chances(rule, candidates)[0];
            candidates.set(0, new Candidate(first.place(), first.score(), first.children() + 1));
            assertThat(chances(rule, candidates)[0]).as("seed %d", SEED + round).isLessThan(before);
        }
    }

    @Test
    void shinkaDoesNotCareForScaleAndOffset() {
        for (int round = 0; round < 200; round++) {
            List<Candidate> candidates = random(SEED + round);
            var random = new SplittableRandom(SEED + round);
            double scale = Math.pow(10, random.nextDouble(-2, 5));
            double offset = random.nextDouble(-1_000, 1_000);
            List<Candidate> moved = candidates.stream()
                    .map(one -> new Candidate(one.place(), offset + scale * one.score(), one.children())).toList();
            assertThat(chances(new ParentRule.Shinka(), moved)).as("seed %d", SEED + round)
                    .containsExactly(chances(new ParentRule.Shinka(), candidates), within(1e-6));
            assertThat(chances(new ParentRule.Dgm(), moved)).as("seed %d", SEED + round)
                    .isNotEqualTo(chances(new ParentRule.Dgm(), candidates));
        }
    }

    @Test
    void theBestIsTakenAndThenTheNext() {
        for (int round = 0; round < 200; round++) {
            List<Candidate> candidates = random(SEED + round);
            double best = candidates.stream().mapToDouble(Candidate::score).max().orElseThrow();
            var selection = new Selection(new ParentRule.Best(), candidates);
            assertThat(selection.draw(5, round)).as("seed %d", SEED + round).hasSize(5)
                    .allSatisfy(pick -> assertThat(pick.candidate().score()).isEqualTo(best));
            assertThat(selection.drawDistinct(candidates.size(), round)).as("seed %d", SEED + round)
                    .extracting(pick -> -pick.candidate().score()).isSorted().hasSize(candidates.size());
        }
    }

    @ParameterizedTest
    @FieldSource("RULES")
    void drawsDependOnSeedAndSetOnly(ParentRule rule) {
        List<Candidate> candidates = random(SEED);
        for (int round = 0; round < 50; round++) {
            List<Candidate> shuffled = new ArrayList<>(candidates);
            Collections.shuffle(shuffled, new Random(SEED + round));
            assertThat(new Selection(rule, shuffled).draw(20, 7)).as("seed %d", SEED + round)
                    .isEqualTo(new Selection(rule, candidates).draw(20, 7));
            assertThat(new Selection(rule, shuffled).drawDistinct(20, 7)).as("seed %d", SEED + round)
                    .isEqualTo(new Selection(rule, candidates).drawDistinct(20, 7)).doesNotHaveDuplicates();
        }
        if (!(rule instanceof ParentRule.Best)) {
            assertThat(new Selection(rule, candidates).draw(20, 8)).isNotEqualTo(new Selection(rule, candidates).draw(20, 7));
        }
    }

    @ParameterizedTest
    @FieldSource("RULES")
    void drawsFollowTheChances(ParentRule rule) {
        List<Candidate> candidates = IntStream.range(0, 10).mapToObj(i -> new Candidate(i, 0.4 + 0.02 * (i / 2 * 2), i % 3)).toList();
        int draws = 40_000;
        var counts = new HashMap<Long, Integer>();
        var selection = new Selection(rule, candidates);
        selection.draw(draws, SEED).forEach(pick -> counts.merge(pick.candidate().place(), 1, Integer::sum));
        List<Double> chances = selection.chances().stream().map(Pick::chance).toList();
        assertThat(chiSquare(counts, chances, draws))
                .as("seed %d; 27.88 is the 99.9 %% point of chi-square with 9 degrees of freedom", SEED).isLessThan(27.88);
        if (!(rule instanceof ParentRule.Uniform)) {
            assertThat(chiSquare(counts, Collections.nCopies(10, 0.1), draws)).as("seed %d, against equal chances", SEED)
                    .isGreaterThan(27.88);
        }
    }

    @ParameterizedTest
    @FieldSource("RULES_OF_CHILDREN")
    void distinctDrawsAreMadeAmongThoseThatAreLeft(ParentRule rule) {
        List<Candidate> candidates = IntStream.range(0, 4).mapToObj(i -> new Candidate(i, 0.4 + 0.05 * i, i)).toList();
        var selection = new Selection(rule, candidates);
        double[] chance = selection.chances().stream().mapToDouble(Pick::chance).toArray();
        int rounds = 40_000;
        var counts = new HashMap<Long, Integer>();
        for (int round = 0; round < rounds; round++) {
            List<Pick> pair = selection.drawDistinct(2, SEED + round);
            counts.merge(4 * pair.get(0).candidate().place() + pair.get(1).candidate().place(), 1, Integer::sum);
        }
        List<Double> expected = IntStream.range(0, 16)
                .mapToObj(i -> i / 4 == i % 4 ? 0 : chance[i / 4] * chance[i % 4] / (1 - chance[i / 4]))
                .toList();
        assertThat(chiSquare(counts, expected, rounds))
                .as("seeds from %d on; 31.26 is the 99.9 %% point of chi-square with 11 degrees of freedom", SEED).isLessThan(31.26);
        List<Double> independent = IntStream.range(0, 16).mapToObj(i -> i / 4 == i % 4 ? 0 : chance[i / 4] * chance[i % 4]).toList();
        assertThat(chiSquare(counts, independent, rounds)).isGreaterThan(31.26);
    }

    @ParameterizedTest
    @FieldSource("RULES")
    void extremeScoresGiveChancesAllTheSame(ParentRule rule) {
        List<Candidate> candidates = List.of(new Candidate(0, Double.MAX_VALUE, 0), new Candidate(1, -Double.MAX_VALUE, 0),
                new Candidate(2, Double.MIN_VALUE, Integer.MAX_VALUE), new Candidate(3, 0, 0), new Candidate(4, -0.0, 0));
        assertThat(sum(chances(rule, candidates))).isCloseTo(1, within(1e-12));
        assertThat(new Selection(rule, candidates).drawDistinct(9, 1)).hasSize(5);
        List<Candidate> low = Stream.of(1, 2, 3).map(i -> new Candidate(i, -Double.MAX_VALUE / i, 0)).toList();
        assertThat(sum(chances(rule, low))).isCloseTo(1, within(1e-12));
    }

    @ParameterizedTest
    @FieldSource("RULES")
    void ofNoneAndOfOne(ParentRule rule) {
        assertThat(new Selection(rule, List.of()).draw(3, 1)).isEmpty();
        assertThat(new Selection(rule, List.of()).drawDistinct(3, 1)).isEmpty();
        var only = new Candidate(5, 0.3, 2);
        assertThat(new Selection(rule, List.of(only)).draw(2, 1)).containsExactly(new Pick(only, 1), new Pick(only, 1));
        assertThat(new Selection(rule, List.of(only)).drawDistinct(2, 1)).containsExactly(new Pick(only, 1));
    }

    @Test
    void refusesWhatIsNoCandidateAndNoRule() {
        assertThatThrownBy(() -> new Candidate(3, Double.NaN, 0)).isInstanceOf(InvalidField.class)
                .hasMessage("score: of the candidate at place 3 is NaN; must be a finite number");
        assertThatThrownBy(() -> new Candidate(3, 0, -1)).hasMessageContaining("must be zero or more");
        assertThatThrownBy(() -> ParentRule.of("shinko", null)).hasMessageContaining("did you mean \"shinka\"?");
        assertThatThrownBy(() -> ParentRule.of("best", 1.0)).hasMessage("alpha: is for the rule powerLaw only; the rule is best");
        assertThatThrownBy(() -> ParentRule.of("powerLaw", Double.NaN)).hasMessage("alpha: is NaN; must lie in 0..100");
        assertThat(ParentRule.NAMES).extracting(name -> ParentRule.of(name, null)).containsExactly(new ParentRule.Dgm(),
                new ParentRule.Shinka(), new ParentRule.PowerLaw(1), new ParentRule.Best(), new ParentRule.Uniform());
        assertThat(RULES).extracting(ParentRule::name).containsOnlyOnceElementsOf(List.of("dgm", "shinka", "best", "uniform"))
                .contains("powerLaw");
    }

    /** Distinct scores in 0..1, so that no median deviation is 0. */
    private static List<Candidate> random(long seed) {
        var random = new SplittableRandom(seed);
        return IntStream.range(0, random.nextInt(3, 60))
                .mapToObj(i -> new Candidate(i, random.nextDouble(), random.nextInt(5))).toList();
    }

    private static double[] chances(ParentRule rule, List<Candidate> candidates) {
        return new Selection(rule, candidates).chances().stream().mapToDouble(Pick::chance).toArray();
    }

    private static double sum(double[] values) {
        return Arrays.stream(values).sum();
    }

    private static double chiSquare(Map<Long, Integer> counts, List<Double> chances, int draws) {
        double sum = 0;
        for (int i = 0; i < chances.size(); i++) {
            double expected = draws * chances.get(i);
            int count = counts.getOrDefault((long) i, 0);
            sum += count == expected ? 0 : Math.pow(count - expected, 2) / expected;
        }
        return sum;
    }
}
