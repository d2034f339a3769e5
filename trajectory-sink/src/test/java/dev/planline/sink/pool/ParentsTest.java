package dev.planline.sink.pool;

import static dev.planline.sink.Trajectories.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.model.Trajectory;
import dev.planline.model.TrajectoryBuilder;
import dev.planline.model.TrajectoryOutcome;
import dev.planline.sink.TestDatabase;
import dev.planline.sink.pool.selection.Candidate;
import dev.planline.sink.pool.selection.ParentRule;
import dev.planline.sink.pool.selection.Selection;
import dev.planline.sink.store.LogEntry;
import dev.planline.sink.store.Store;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class ParentsTest {

    private static final long SEED = 20261126;

    @Parameter
    TestDatabase database;

    @TempDir
    Path directory;

    @Test
    void theDatabaseDrawsWhatTheRuleDrawsFromTheLog() {
        List<Trajectory> log = log(300);
        try (Store store = fold(log, 0)) {
            var pool = new TrajectoryPool(store);
            Map<TrajectoryFilter, Predicate<Trajectory>> filters = Map.of(
                    TrajectoryFilter.ALL, one -> true,
                    TrajectoryFilter.ofAgent("agent-1"), one -> one.agent().equals("agent-1"),
                    new TrajectoryFilter(null, null, null, null, 0.5, null, null, TrajectoryOutcome.SUCCESS, null, null, null, null),
                    one -> one.score() >= 0.5 && one.outcome() == TrajectoryOutcome.SUCCESS);
            filters.forEach((filter, accepts) -> {
                List<Candidate> candidates = IntStream.range(0, log.size()).filter(i -> accepts.test(log.get(i)))
                        .mapToObj(i -> new Candidate(i, log.get(i).score(), children(log, log.get(i).trajectoryId()))).toList();
                for (String name : ParentRule.NAMES) {
                    ParentRule rule = ParentRule.of(name, null);
                    var selection = new Selection(rule, candidates);
                    Parents drawn = pool.parents(filter, rule, 20, /* distinct= */ false, 7);
                    assertThat(drawn.items()).as("seed %d, %s", SEED, name).isEqualTo(items(log, selection.draw(20, 7)));
                    assertThat(drawn.candidates()).isEqualTo(candidates.size());
                    assertThat(drawn.offsets()).isEqualTo(Map.of("0", 300L));
                    assertThat(pool.parents(filter, rule, 20, /* distinct= */ true, 7).items()).as("seed %d, %s", SEED, name)
                            .isEqualTo(items(log, selection.drawDistinct(20, 7)));
                }
            });
        }
    }

    @Test
    void aChildThatIsNoLongerKeptCounts() {
        List<Trajectory> log = new ArrayList<>(List.of(new TrajectoryBuilder("root", "dev", 0, TrajectoryOutcome.SUCCESS, 0.9).build()));
        for (int i = 0; i < 9; i++) {
            log.add(new TrajectoryBuilder("child-" + i, "dev", 1, TrajectoryOutcome.FAILURE, 0.1).parents(List.of("root")).build());
        }
        try (Store store = fold(log, 4)) {
            Parents drawn = new TrajectoryPool(store).parents(TrajectoryFilter.ALL, new ParentRule.Best(), 1, /* distinct= */ true, 1);
            assertThat(drawn.candidates()).isEqualTo(4);
            assertThat(drawn.items()).containsExactly(new Parents.Parent("root", 1, 9, log.getFirst()));
        }
    }

    @Test
    void ofAnEmptyPoolNoneIsDrawn() {
        try (Store store = fold(List.of(), 0)) {
            assertThat(new TrajectoryPool(store).parents(TrajectoryFilter.ALL, new ParentRule.Dgm(), 3, /* distinct= */ false, 1))
                    .isEqualTo(new Parents("dgm", null, false, 1, Map.of(), 0, List.of()));
        }
    }

    private Store fold(List<Trajectory> log, int cap) {
        Store store = database.open(directory, cap);
        List<LogEntry> entries = IntStream.range(0, log.size()).mapToObj(i -> entry(0, i, log.get(i))).toList();
        store.fold(entries);
        return store;
    }

    private static List<Trajectory> log(int size) {
        var random = new SplittableRandom(SEED);
        return IntStream.range(0, size).mapToObj(i -> new TrajectoryBuilder("j-" + i, "agent-" + i % 3, 0,
                random.nextBoolean() ? TrajectoryOutcome.SUCCESS : TrajectoryOutcome.FAILURE, random.nextInt(21) / 20.0)
                .parents(i == 0 ? List.of() : List.of("j-" + random.nextInt(i), "j-" + random.nextInt(i))).build()).toList();
    }

    private static int children(List<Trajectory> log, String id) {
        return (int) log.stream().filter(one -> one.parents().contains(id)).count();
    }

    private static List<Parents.Parent> items(List<Trajectory> log, List<Selection.Pick> picks) {
        return picks.stream().map(pick -> {
            Trajectory parent = log.get((int) pick.candidate().place());
            return new Parents.Parent(parent.trajectoryId(), pick.chance(), pick.candidate().children(), parent);
        }).toList();
    }
}
