package dev.planline.sink.pool.diversity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.planline.model.InvalidField;
import dev.planline.model.TrajectoryBuilder;
import dev.planline.model.TrajectoryOutcome;
import dev.planline.sink.pool.diversity.Diversity.Pair;
import dev.planline.sink.pool.diversity.Diversity.Pick;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DiversityTest {

    private static final long SEED = 20261126;
    private static final int ROUNDS = 300;
    private static final double ROUNDING = 1e-12;

    @Test
    void theMeasureIsTheMeanOfThreeDistances() {
        Profile one = profile(0, 0.5, List.of("editor", "shell"), "read, then plan, then code", "mend the login page of the shop");
        Profile other = profile(1, 0.5, List.of("shell", "browser", "shell"), "Read then code", "mend the login page of a bank");
        assertThat(new Measure(1, 0, 0).distance(one, other)).isEqualTo(2 / 3.0);
        assertThat(new Measure(0, 1, 0).distance(one, other)).as("two words of five are dropped").isEqualTo(2.0 * 2 / (5 + 3 + 2));
        assertThat(new Measure(0, 0, 1).distance(one, other)).as("three runs of three words are in both, and two in each alone")
                .isEqualTo(4 / 7.0);
        assertThat(Measure.DEFAULT.distance(one, other)).isEqualTo(0.4 * 2 / 3 + 0.3 * 0.4 + 0.3 * 4 / 7, within(ROUNDING));
        Profile empty = profile(2, 0.5, List.of(), "", "");
        assertThat(Measure.DEFAULT.distance(empty, empty)).isZero();
        assertThat(Measure.DEFAULT.distance(empty, one)).isEqualTo(1, within(ROUNDING));
    }

    @Test
    void theMeasureIsAMetric() {
        var random = new SplittableRandom(SEED);
        for (int round = 0; round < 5_000; round++) {
            var measure = new Measure(random.nextDouble(), random.nextDouble(), random.nextDouble());
            Profile a = random(0, random);
            Profile b = random(1, random);
            Profile c = random(2, random);
            assertThat(measure.distance(a, b)).as("seed %d", SEED).isBetween(0.0, 1 + ROUNDING).isEqualTo(measure.distance(b, a))
                    .isLessThanOrEqualTo(measure.distance(a, c) + measure.distance(c, b) + ROUNDING);
            assertThat(measure.distance(a, a)).isZero();
        }
    }

    @Test
    void aSetIsAtLeastHalfAsDiverseAsTheMostDiverse() {
        for (int round = 0; round < ROUNDS; round++) {
            List<Profile> profiles = randoms(9, SEED + round);
            for (int count = 2; count <= 5; count++) {
                List<Pick> picks = Diversity.spread(Measure.DEFAULT, profiles, count);
                double most = subsets(profiles, count).mapToDouble(DiversityTest::leastDistance).max().orElseThrow();
                double reached = picks.size() < count ? 0 : leastDistance(picks.stream().map(Pick::profile).toList());
                assertThat(reached).as("seed %d, %d of 9", SEED + round, count).isGreaterThanOrEqualTo(most / 2 - ROUNDING);
            }
        }
    }

    @Test
    void aSetBeginsWithTheBestAndEachPickNamesItsDistance() {
        for (int round = 0; round < ROUNDS; round++) {
            List<Profile> profiles = randoms(12, SEED + round);
            List<Pick> picks = Diversity.spread(Measure.DEFAULT, profiles, 6);
            double best = profiles.stream().mapToDouble(Profile::score).max().orElseThrow();
            assertThat(picks.getFirst().profile().score()).as("seed %d", SEED + round).isEqualTo(best);
            assertThat(picks.getFirst().distance()).isNull();
            for (int i = 1; i < picks.size(); i++) {
                List<Profile> before = picks.subList(0, i).stream().map(Pick::profile).toList();
                double farthest = profiles.stream().mapToDouble(one -> nearest(one, before)).max().orElseThrow();
                assertThat(picks.get(i).distance()).as("seed %d", SEED + round).isEqualTo(farthest).isPositive()
                        .isEqualTo(nearest(picks.get(i).profile(), before));
            }
        }
    }

    @Test
    void whatIsLikeAnotherIsLeftOut() {
        List<Profile> profiles = List.of(profile(0, 0.7, List.of("a"), "x", "goal"), profile(1, 0.9, List.of("a"), "X", "Goal"),
                profile(2, 0.8, List.of("b"), "x", "goal"));
        assertThat(Diversity.spread(Measure.DEFAULT, profiles, 3)).extracting(pick -> pick.profile().place()).containsExactly(1L, 2L);
        assertThat(Diversity.pairs(Measure.DEFAULT, profiles.subList(0, 2), 3)).isEmpty();
        assertThat(Diversity.spread(Measure.DEFAULT, List.of(), 3)).isEmpty();
    }

    @Test
    void pairsAreAtLeastHalfAsFarAsTheBestChoice() {
        for (int round = 0; round < ROUNDS; round++) {
            List<Profile> profiles = randoms(7, SEED + round);
            for (int count = 1; count <= 3; count++) {
                List<Pair> pairs = Diversity.pairs(Measure.DEFAULT, profiles, count);
                double sum = pairs.stream().mapToDouble(Pair::distance).sum();
                assertThat(sum).as("seed %d, %d pairs", SEED + round, count)
                        .isGreaterThanOrEqualTo(farthest(profiles, count) / 2 - ROUNDING);
                assertThat(pairs.stream().flatMap(pair -> Stream.of(pair.first().place(), pair.second().place())))
                        .as("seed %d", SEED + round).doesNotHaveDuplicates();
                assertThat(pairs.getFirst().distance()).as("seed %d", SEED + round).isEqualTo(farthest(profiles, 1));
                assertThat(pairs).allSatisfy(pair -> {
                    assertThat(pair.distance()).isEqualTo(Measure.DEFAULT.distance(pair.first(), pair.second())).isPositive();
                    assertThat(pair.first().score()).isGreaterThanOrEqualTo(pair.second().score());
                });
            }
        }
    }

    @Test
    void theOrderInWhichTheyAreGivenDoesNotMatter() {
        for (int round = 0; round < ROUNDS; round++) {
            List<Profile> profiles = randoms(12, SEED + round);
            List<Profile> shuffled = new ArrayList<>(profiles);
            Collections.shuffle(shuffled, new Random(SEED + round));
            assertThat(Diversity.spread(Measure.DEFAULT, shuffled, 5)).as("seed %d", SEED + round)
                    .isEqualTo(Diversity.spread(Measure.DEFAULT, profiles, 5));
            assertThat(Diversity.pairs(Measure.DEFAULT, shuffled, 5)).as("seed %d", SEED + round)
                    .isEqualTo(Diversity.pairs(Measure.DEFAULT, profiles, 5));
        }
    }

    @Test
    void onlyTheStartOfALongTextCounts() {
        String text = IntStream.range(0, Profile.TEXT_WORDS).mapToObj(i -> "word" + i + " ").reduce("", String::concat);
        assertThat(Measure.DEFAULT.distance(profile(0, 1, List.of(), "", text + "end"), profile(1, 1, List.of(), "", text + "other")))
                .isZero();
    }

    @Test
    void refusesAMeasureOfNothing() {
        assertThatThrownBy(() -> new Measure(0, 0, 0)).isInstanceOf(InvalidField.class)
                .hasMessage("measure: has the weights 0.0, 0.0 and 0.0; must be zero or more, one of them above zero");
        assertThatThrownBy(() -> new Measure(Double.NaN, 1, 1)).isInstanceOf(InvalidField.class);
    }

    private static Profile profile(long place, double score, List<String> tools, String pattern, String goal) {
        return new Profile(place, new TrajectoryBuilder("j-" + place, "dev", 0, TrajectoryOutcome.SUCCESS, score).toolsUsed(tools)
                .reasoningPattern(pattern).goal(goal).build());
    }

    private static List<Profile> randoms(int size, long seed) {
        var random = new SplittableRandom(seed);
        return IntStream.range(0, size).mapToObj(place -> random(place, random)).toList();
    }

    private static Profile random(int place, RandomGenerator random) {
        return profile(place, random.nextInt(5) / 4.0, words(random, 4), String.join(" ", words(random, 6)),
                String.join(" ", words(random, 12)));
    }

    private static List<String> words(RandomGenerator random, int most) {
        return random.ints(random.nextInt(most + 1), 0, 3).mapToObj(i -> "w" + i).toList();
    }

    private static double nearest(Profile one, List<Profile> others) {
        return others.stream().mapToDouble(other -> Measure.DEFAULT.distance(one, other)).min().orElseThrow();
    }

    private static double leastDistance(List<Profile> set) {
        return IntStream.range(1, set.size()).mapToDouble(i -> nearest(set.get(i), set.subList(0, i))).min().orElseThrow();
    }

    private static Stream<List<Profile>> subsets(List<Profile> profiles, int size) {
        return IntStream.range(0, 1 << profiles.size()).filter(mask -> Integer.bitCount(mask) == size)
                .mapToObj(mask -> IntStream.range(0, profiles.size()).filter(i -> (mask >> i & 1) == 1).mapToObj(profiles::get).toList());
    }

    /** The most that so many pairs can add up to, by trying all. */
    private static double farthest(List<Profile> profiles, int count) {
        if (count == 0 || profiles.size() < 2) {
            return 0;
        }
        List<Profile> rest = profiles.subList(1, profiles.size());
        double most = farthest(rest, count);
        for (int i = 0; i < rest.size(); i++) {
            List<Profile> others = new ArrayList<>(rest);
            Profile partner = Objects.requireNonNull(others.remove(i));
            most = Math.max(most, Measure.DEFAULT.distance(profiles.getFirst(), partner) + farthest(others, count - 1));
        }
        return most;
    }
}
