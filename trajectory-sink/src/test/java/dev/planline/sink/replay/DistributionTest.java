package dev.planline.sink.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.model.Operator;
import dev.planline.model.TrajectoryOutcome;
import dev.planline.sink.store.Place;
import dev.planline.wire.Codec;
import dev.planline.wire.Decoded;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Draws and removals follow the chances that their tables say, by Pearson's chi-square with a printed seed. */
class DistributionTest {

    private static final long SEED = 20261126;
    private static final int DRAWS = 40_000;
    private static final long SPAN = 1_000_000;

    /** The points of chi-square that chance passes once in a thousand times, by degrees of freedom. */
    private static final double[] CRITICAL = {0, 10.83, 13.82, 16.27, 18.47, 20.52, 22.46, 24.32, 26.12, 27.88};

    @Test
    void uniform() {
        TableIndex index = filled("{\"name\":\"t\"}", 10);
        follows(drawn(index, DRAWS / 4, 4, Draw.Hit::row, 10), equal(10));
    }

    @Test
    void prioritized() {
        TableIndex index = filled("{\"name\":\"t\",\"sampler\":\"prioritized\",\"alpha\":0.7}", 6);
        double[] expected = new double[6];
        for (int i = 0; i < 6; i++) {
            index.prioritize(Place.of(0, i), 0, i + 0.5);
            expected[i] = Math.pow(i + 0.5, 0.7);
        }
        long[] counts = drawn(index, DRAWS, 1, Draw.Hit::row, 6);
        follows(counts, expected);
        double[] linear = IntStream.range(0, 6).mapToDouble(i -> i + 0.5).toArray();
        assertThat(chiSquare(counts, linear)).as("another alpha is told apart; seed %d", SEED).isGreaterThan(CRITICAL[5]);
    }

    @Test
    void prioritizedDrawsOneOfEachRange() {
        TableIndex index = filled("{\"name\":\"t\",\"sampler\":\"prioritized\",\"alpha\":1}", 8);
        for (long seed = 0; seed < 100; seed++) {
            assertThat(new Draw(index, new SplittableRandom(seed)).items(8)).extracting(Draw.Hit::row)
                    .containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        }
    }

    @Test
    void recency() {
        ReplayTable table = table("{\"name\":\"t\",\"sampler\":\"recency\",\"halfLifeSeconds\":1000}");
        var index = new TableIndex(table);
        double[] expected = new double[6];
        for (int i = 0; i < 6; i++) {
            index.add(entry(0, i, "dev", 0, i * SPAN), 0, /* live= */ true);
            expected[i] = Math.pow(2, i);
        }
        follows(drawn(index, DRAWS, 1, Draw.Hit::row, 6), expected);
    }

    @Test
    void spreadOverAgents() {
        for (String sampler : List.of("uniform", "prioritized", "recency")) {
            var index = new TableIndex(table("{\"name\":\"t\",\"stratify\":\"agent\",\"sampler\":\"" + sampler + "\"}"));
            for (int i = 0; i < 9; i++) {
                index.add(entry(0, i, i == 0 ? "few" : "many", 0, 0), 0, /* live= */ true);
            }
            double[] expected = new double[9];
            Arrays.fill(expected, 1);
            expected[0] = 8;
            follows(drawn(index, DRAWS, 1, Draw.Hit::row, 9), expected);
            assertThat(drawn(index, 50, 3, Draw.Hit::row, 9)[0]).as(sampler).isBetween(50L, 100L);
        }
    }

    @Test
    void windowsOfSteps() {
        for (String sampler : List.of("uniform", "prioritized")) {
            var index = new TableIndex(table("{\"name\":\"t\",\"item\":\"n_step\",\"steps\":2,\"sampler\":\"" + sampler + "\"}"));
            index.add(entry(0, 0, "dev", 5, 0), 0, /* live= */ true);
            index.add(entry(0, 1, "dev", 1, 0), 0, /* live= */ true);
            index.add(entry(0, 2, "dev", 3, 0), 0, /* live= */ true);
            int[] first = {0, 4, 5};
            follows(drawn(index, DRAWS, 1, hit -> first[hit.row()] + hit.window(), 7), equal(7));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"uniform", "prioritized", "recency"})
    void removers(String remover) {
        long[] left = new long[2];
        int rounds = 10_000;
        for (int round = 0; round < rounds; round++) {
            var index = new TableIndex(
                    table("{\"name\":\"t\",\"maxSize\":1,\"alpha\":1,\"halfLifeSeconds\":1000,\"remover\":\"" + remover + "\"}"));
            index.add(entry(round, 0, "dev", 0, 0), round, /* live= */ true);
            index.prioritize(Place.of(round, 0), round, 1);
            index.add(entry(round, 1, "dev", 0, SPAN), round, /* live= */ true);
            index.prioritize(Place.of(round, 1), round, 3);
            left[index.lane(round).state(0) == Lane.State.IN ? 0 : 1]++;
        }
        double[] expected = switch (remover) {
            case "uniform" -> new double[] {1, 1};
            case "prioritized" -> new double[] {3, 1};
            default -> new double[] {1, 2};
        };
        follows(left, expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"uniform", "prioritized", "fifo", "lifo", "min_heap", "max_heap", "recency"})
    void theOrderOfArrivalDoesNotMatter(String way) {
        var random = new Random(SEED);
        ReplayTable table = table(
                "{\"name\":\"t\",\"maxSize\":40,\"remover\":\"" + way + "\",\"sampler\":\"" + way + "\",\"halfLifeSeconds\":1000}");
        List<List<String>> samples = new ArrayList<>();
        for (int round = 0; round < 6; round++) {
            var index = new TableIndex(table);
            List<Integer> turns = new ArrayList<>();
            for (int i = 0; i < 120; i++) {
                turns.add(i % 4);
            }
            Collections.shuffle(turns, random);
            int[] next = new int[4];
            for (int partition : turns) {
                int offset = next[partition]++;
                index.add(entry(partition, offset, "dev", 0, (offset * 7 + partition) % 50 * 10_000L), partition, /* live= */ true);
                if (offset % 3 == 0) {
                    index.prioritize(Place.of(partition, offset), partition, offset + partition / 4.0);
                }
            }
            for (int i = 0; i < 30; i += 5) {
                index.remove(Place.of(i % 4, i), i % 4);
            }
            assertThat(index.size()).isEqualTo(40);
            samples.add(new Draw(index, new SplittableRandom(7)).items(20).stream()
                    .map(hit -> index.lane(hit.partition()).place(hit.row()) + " " + hit.probability() + " " + hit.weight()).toList());
        }
        assertThat(samples.stream().distinct()).as("seed %d", SEED).hasSize(1);
    }

    private static ReplayTable table(String json) {
        return ((Decoded.Value<ReplayTable>) new Codec().decode(ReplayTable.class, json)).value();
    }

    private static TableIndex filled(String json, int size) {
        var index = new TableIndex(table(json));
        for (int i = 0; i < size; i++) {
            index.add(entry(0, i, "dev", 0, i), 0, /* live= */ true);
        }
        return index;
    }

    private static ReplayEntry entry(int partition, long offset, String agent, int steps, long createdAt) {
        return new ReplayEntry(Place.of(partition, offset), agent, null, 0, Operator.BASELINE, TrajectoryOutcome.SUCCESS, 0.5, null, steps,
                createdAt, createdAt);
    }

    private static long[] drawn(TableIndex index, int samples, int size, ToIntFunction<Draw.Hit> cell, int cells) {
        var random = new SplittableRandom(SEED);
        long[] counts = new long[cells];
        for (int i = 0; i < samples; i++) {
            new Draw(index, random).items(size).forEach(hit -> counts[cell.applyAsInt(hit)]++);
        }
        return counts;
    }

    private static double[] equal(int cells) {
        double[] equal = new double[cells];
        Arrays.fill(equal, 1);
        return equal;
    }

    private static void follows(long[] counts, double[] weights) {
        assertThat(chiSquare(counts, weights)).as("seed %d, counts %s; the 99.9 %% point of chi-square with %d degrees of freedom", SEED,
                Arrays.toString(counts), counts.length - 1).isLessThan(CRITICAL[counts.length - 1]);
    }

    private static double chiSquare(long[] counts, double[] weights) {
        double total = Arrays.stream(weights).sum();
        long draws = Arrays.stream(counts).sum();
        double sum = 0;
        for (int i = 0; i < counts.length; i++) {
            double expected = draws * weights[i] / total;
            sum += (counts[i] - expected) * (counts[i] - expected) / expected;
        }
        return sum;
    }
}
