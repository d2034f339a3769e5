package dev.planline.sink.pool;

import static dev.planline.sink.Trajectories.entry;
import static dev.planline.sink.Trajectories.successful;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.planline.model.Trajectory;
import dev.planline.model.TrajectoryBuilder;
import dev.planline.model.TrajectoryOutcome;
import dev.planline.sink.TestDatabase;
import dev.planline.sink.pool.diversity.Diversity;
import dev.planline.sink.pool.diversity.Measure;
import dev.planline.sink.pool.diversity.Profile;
import dev.planline.sink.store.Store;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
class DiverseTest {

    private static final long SEED = 20261126;

    @Parameter
    TestDatabase database;

    @TempDir
    Path directory;

    private Store store;
    private TrajectoryPool pool;

    @BeforeEach
    void open() {
        store = database.open(directory, 0);
        pool = new TrajectoryPool(store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void toolsCountMostAndFailuresDoNot() {
        fold(List.of(successful("a", 0.9).toolsUsed(List.of("x", "y")).keyInsights(List.of("measure first")).build(),
                successful("b", 0.8).toolsUsed(List.of("y", "x")).keyInsights(List.of("measure twice")).build(),
                successful("c", 0.7).toolsUsed(List.of("z")).keyInsights(List.of("measure first")).build(),
                new TrajectoryBuilder("d", "dev", 0, TrajectoryOutcome.FAILURE, 1).toolsUsed(List.of("w")).build()));
        DiverseSet set = pool.diverse(TrajectoryFilter.ALL, 5);
        assertThat(set.measure()).isEqualTo(Measure.DEFAULT);
        assertThat(set.considered()).isEqualTo(3);
        assertThat(set.offsets()).isEqualTo(Map.of("0", 4L));
        assertThat(set.items()).extracting(DiverseSet.Item::trajectoryId).containsExactly("a", "c", "b");
        assertThat(set.items().getFirst().distance()).isNull();
        assertThat(set.items().get(1).distance()).isEqualTo(0.4, within(1e-12));
        assertThat(set.items().get(2).distance()).isEqualTo(0.3, within(1e-12));
        DiversePairs pairs = pool.diversePairs(TrajectoryFilter.ALL, 5);
        assertThat(pairs.items()).extracting(DiversePairs.Item::trajectoryIds).containsExactly(List.of("b", "c"));
        assertThat(pairs.items().getFirst().distance()).isEqualTo(0.7, within(1e-12));
        assertThat(pool.diverse(TrajectoryFilter.ofAgent("nobody"), 5).items()).isEmpty();
    }

    @Test
    void theBestOfEachWayOfWorkingAreComparedAndThenTheNext() {
        List<Trajectory> log = log(900);
        fold(log);
        List<Profile> expected = IntStream.range(0, log.size()).boxed()
                .sorted((a, b) -> {
                    int byRank = Integer.compare(rank(log, a), rank(log, b));
                    int byScore = Double.compare(log.get(b).score(), log.get(a).score());
                    return byRank != 0 ? byRank : byScore != 0 ? byScore : Integer.compare(a, b);
                })
                .limit(SuccessfulWays.COMPARED).map(place -> new Profile(place, log.get(place))).toList();
        DiverseSet set = pool.diverse(TrajectoryFilter.ALL, 20);
        assertThat(set.considered()).isEqualTo(900);
        assertThat(set.candidates()).isEqualTo(SuccessfulWays.COMPARED);
        assertThat(set.items()).as("seed %d", SEED).isEqualTo(Diversity.spread(Measure.DEFAULT, expected, 20).stream()
                .map(pick -> item(log.get((int) pick.profile().place()), pick.distance())).toList());
        assertThat(pool.diversePairs(TrajectoryFilter.ALL, 20).items()).extracting(DiversePairs.Item::trajectoryIds).as("seed %d", SEED)
                .isEqualTo(Diversity.pairs(Measure.DEFAULT, expected, 20).stream()
                        .map(pair -> List.of("j-" + pair.first().place(), "j-" + pair.second().place())).toList());
    }

    private void fold(List<Trajectory> log) {
        store.fold(IntStream.range(0, log.size()).mapToObj(i -> entry(0, i, log.get(i))).toList());
    }

    private static DiverseSet.Item item(Trajectory trajectory, Double distance) {
        return new DiverseSet.Item(trajectory.trajectoryId(), distance, trajectory);
    }

    private static List<Trajectory> log(int size) {
        var random = new SplittableRandom(SEED);
        return IntStream.range(0, size).mapToObj(i -> successful("j-" + i, random.nextInt(101) / 100.0)
                .toolsUsed(List.of("tool-" + random.nextInt(9), "tool-" + random.nextInt(9)))
                .reasoningPattern("pattern " + random.nextInt(3)).goal("goal " + random.nextInt(50)).build()).toList();
    }

    /** How many of the same way of working come before it. */
    private static int rank(List<Trajectory> log, int place) {
        Trajectory one = log.get(place);
        return (int) IntStream.range(0, log.size()).filter(other -> {
            Trajectory before = log.get(other);
            return Map.of(before.reasoningPattern(), Set.copyOf(before.toolsUsed()))
                    .equals(Map.of(one.reasoningPattern(), Set.copyOf(one.toolsUsed())))
                    && (before.score() > one.score() || (before.score() == one.score() && other < place));
        }).count();
    }
}
