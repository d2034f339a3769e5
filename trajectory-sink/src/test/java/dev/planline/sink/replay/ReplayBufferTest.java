package dev.planline.sink.replay;

import static dev.planline.sink.Trajectories.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.planline.model.InvalidField;
import dev.planline.model.ReplayPriority;
import dev.planline.sink.TestDatabase;
import dev.planline.sink.Trajectories;
import dev.planline.sink.store.LogEntry;
import dev.planline.sink.store.Store;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class ReplayBufferTest {

    @Parameter
    TestDatabase database;

    @TempDir
    Path directory;

    private Store store;
    private ReplayBuffer replay;

    @BeforeEach
    void open() {
        store = database.open(directory, 0);
        store.fold(IntStream.range(0, 20).mapToObj(i -> entry(i, "j-" + i, 0.5)).toList());
        replay = new ReplayBuffer(store, List.of(ReplayTable.UNIFORM_DEFAULT, ReplayTable.PRIORITIZED_DEFAULT,
                new ReplayTable("small", ReplayTable.Sampler.UNIFORM, 5, 0, 0)));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aUniformSampleHoldsNothingTwiceAndEverythingIfAsked() {
        ReplayBuffer.Sample sample = replay.sample("uniform", 10_000, 1);
        assertThat(ids(sample)).hasSize(20).doesNotHaveDuplicates();
        assertThat(sample.offsets()).isEqualTo(Map.of("0", 20L));
        assertThat(sample.items()).allSatisfy(item -> {
            assertThat(item.probability()).isEqualTo(0.05);
            assertThat(item.weight()).isEqualTo(1);
            assertThat(item.timesSampled()).isEqualTo(1);
        });
    }

    @Test
    void theSameSeedAtTheSameOffsetsDrawsTheSame() {
        for (String table : List.of("uniform", "prioritized")) {
            assertThat(ids(replay.sample(table, 8, 42))).isEqualTo(ids(replay.sample(table, 8, 42)))
                    .isNotEqualTo(ids(replay.sample(table, 8, 43)));
        }
    }

    @Test
    void prioritiesFromTheLogDecideHowOftenAndWeightsCorrectForIt() {
        store.fold(List.of(
                LogEntry.of("priorities", 0, 0, Trajectories.START, new ReplayPriority("j-3", "prioritized", 32)),
                LogEntry.of("priorities", 0, 1, Trajectories.START, new ReplayPriority("j-4", "prioritized", 0)),
                LogEntry.of("priorities", 0, 2, Trajectories.START, new ReplayPriority("j-5", "other", 99))));
        ReplayBuffer.Sample sample = replay.sample("prioritized", 10_000, 7);
        double total = 18 + Math.pow(32, 0.6);
        ReplayBuffer.Item heavy = sample.items().stream().filter(item -> item.trajectoryId().equals("j-3")).findFirst().orElseThrow();
        assertThat(heavy.probability()).isCloseTo(Math.pow(32, 0.6) / total, within(1e-12));
        assertThat(heavy.weight()).isCloseTo(Math.pow(32, -0.24), within(1e-12));
        assertThat(ids(sample)).doesNotContain("j-4");
        assertThat(sample.offsets()).isEqualTo(Map.of("0", 20L, "priorities-0", 3L));
    }

    @Test
    void drawsFollowTheirWeights() {
        long seed = 20261123;
        double[] weights = {1, 2, 3, 4};
        int draws = 40_000;
        Map<Integer, Integer> counts = new HashMap<>();
        Draw.proportional(weights, 1, draws, new SplittableRandom(seed)).forEach(hit -> counts.merge(hit.position(), 1, Integer::sum));
        double chiSquare = 0;
        for (int i = 0; i < 4; i++) {
            double expected = draws * weights[i] / 10;
            chiSquare += Math.pow(counts.get(i) - expected, 2) / expected;
        }
        assertThat(chiSquare).as("seed %d; 16.27 is the 99.9 %% point of chi-square with 3 degrees of freedom", seed).isLessThan(16.27);
    }

    @Test
    void uniformDrawsHitEveryPositionEquallyOften() {
        long seed = 5;
        var random = new SplittableRandom(seed);
        int[] counts = new int[10];
        for (int i = 0; i < 10_000; i++) {
            Draw.uniform(10, 3, random).forEach(hit -> counts[hit.position()]++);
        }
        double chiSquare = 0;
        for (int count : counts) {
            chiSquare += Math.pow(count - 3_000, 2) / 3_000;
        }
        assertThat(chiSquare).as("seed %d; 27.88 is the 99.9 %% point of chi-square with 9 degrees of freedom", seed).isLessThan(27.88);
    }

    @Test
    void aTableHoldsTheLatest() {
        assertThat(ids(replay.sample("small", 100, 1))).containsExactlyInAnyOrder("j-15", "j-16", "j-17", "j-18", "j-19");
    }

    @Test
    void refusesWhatItCannotDo() {
        assertThatThrownBy(() -> replay.sample("unifrom", 1, 1)).isInstanceOf(InvalidField.class)
                .hasMessageContaining("did you mean \"uniform\"?");
        assertThatThrownBy(() -> replay.sample("uniform", 0, 1)).isInstanceOf(InvalidField.class)
                .hasMessage("n: is 0; must lie in 1..10000");
    }

    private static List<String> ids(ReplayBuffer.Sample sample) {
        return sample.items().stream().map(ReplayBuffer.Item::trajectoryId).toList();
    }
}
