package dev.planline.sink.pool;

import static dev.planline.sink.Trajectories.entry;
import static dev.planline.sink.Trajectories.successful;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planline.model.InvalidField;
import dev.planline.model.Operator;
import dev.planline.model.Trajectory;
import dev.planline.model.TrajectoryBuilder;
import dev.planline.model.TrajectoryOutcome;
import dev.planline.sink.TestDatabase;
import dev.planline.sink.store.Store;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
class TrajectoryPoolTest {

    @Parameter
    TestDatabase database;

    @TempDir
    Path directory;

    private Store store;
    private TrajectoryPool pool;
    private long offset;

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
    void filtersByEveryField() {
        add(new TrajectoryBuilder("a", "dev", 1, TrajectoryOutcome.SUCCESS, 0.9).operator(Operator.REVISION).goal("Fix the Login")
                .taskId("t-1").parents(List.of("z")));
        add(new TrajectoryBuilder("b", "qa", 2, TrajectoryOutcome.FAILURE, 0.2).goal("Test the shop"));
        assertThat(ids(new TrajectoryFilter("dev", null, null, null, null, null, null, null, null, null, null, null))).containsExactly("a");
        assertThat(ids(new TrajectoryFilter(null, "t-1", null, null, null, null, null, null, null, null, null, null))).containsExactly("a");
        assertThat(ids(new TrajectoryFilter(null, null, 2, 2, null, null, null, null, null, null, null, null))).containsExactly("b");
        assertThat(ids(new TrajectoryFilter(null, null, null, null, 0.5, 0.95, null, null, null, null, null, null))).containsExactly("a");
        assertThat(ids(new TrajectoryFilter(null, null, null, null, null, null, Operator.REVISION, null, null, null, null, null)))
                .containsExactly("a");
        assertThat(ids(new TrajectoryFilter(null, null, null, null, null, null, null, TrajectoryOutcome.FAILURE, null, null, null, null)))
                .containsExactly("b");
        assertThat(ids(new TrajectoryFilter(null, null, null, null, null, null, null, null, "z", null, null, null))).containsExactly("a");
        assertThat(ids(new TrajectoryFilter(null, null, null, null, null, null, null, null, null, null, null, "login fix")))
                .containsExactly("a");
        assertThat(ids(TrajectoryFilter.ALL)).containsExactly("b", "a");
    }

    @Test
    void pagesNeitherRepeatNorHideWhileOthersAreInserted() {
        IntStream.range(0, 1_050).forEach(i -> add(successful("j-" + i, 0.5)));
        var seen = new ArrayList<String>();
        String cursor = null;
        do {
            Page<Trajectory> page = pool.list(TrajectoryFilter.ALL, 100, cursor);
            page.items().forEach(item -> seen.add(item.trajectoryId()));
            add(successful("late-" + offset, 0.5));
            cursor = page.next();
        } while (cursor != null);
        assertThat(seen).hasSize(1_050).doesNotHaveDuplicates().noneMatch(id -> id.startsWith("late"));
        assertThat(new HashSet<>(seen)).hasSize(1_050);
    }

    @Test
    void aCursorThatIsNoneIsRefused() {
        assertThatThrownBy(() -> pool.list(TrajectoryFilter.ALL, 10, "rubbish!")).isInstanceOf(InvalidField.class)
                .hasMessageContaining("cursor");
    }

    @Test
    void lineageGoesBothWays() {
        add(successful("a", 0.1));
        add(successful("b", 0.2).parents(List.of("a")));
        add(successful("c", 0.3).parents(List.of("b")));
        add(successful("d", 0.4).parents(List.of("b", "x")));
        assertThat(pool.lineage("b")).isEqualTo(new TrajectoryPool.Lineage("b", List.of("a"), List.of("c", "d")));
        assertThat(pool.lineage("d").ancestors()).containsExactly("b", "x", "a");
    }

    @Test
    void aCircleOfParentsEnds() {
        add(successful("a", 0.1).parents(List.of("b")));
        add(successful("b", 0.1).parents(List.of("a")));
        assertThat(pool.lineage("a").ancestors()).containsExactly("b");
    }

    @Test
    void bestFailuresInsightsAndFigures() {
        add(successful("a", 0.9).toolsUsed(List.of("x", "y")).keyInsights(List.of("measure first")));
        add(successful("b", 0.8).toolsUsed(List.of("y", "x")).keyInsights(List.of("measure first", "small steps")));
        add(successful("c", 0.7).toolsUsed(List.of("z")));
        add(new TrajectoryBuilder("d", "dev", 0, TrajectoryOutcome.FAILURE, 0.1).failureReasons(List.of("timeout", "typo")));
        add(new TrajectoryBuilder("e", "qa", 1, TrajectoryOutcome.FAILURE, 0.2).failureReasons(List.of("timeout")).costUsd(0.5));
        assertThat(pool.best(TrajectoryFilter.ALL, 2)).extracting(Trajectory::trajectoryId).containsExactly("a", "b");
        assertThat(pool.commonFailures(TrajectoryFilter.ALL, 5)).isEqualTo(Map.of("timeout", 2));
        assertThat(pool.insights(TrajectoryFilter.ALL, 5)).containsExactly("measure first", "small steps");
        Statistics statistics = pool.statistics(TrajectoryFilter.ALL);
        assertThat(statistics.total()).isEqualTo(5);
        assertThat(statistics.byOutcome()).containsOnlyKeys("success", "failure");
        assertThat(statistics.byAgent().get("qa")).isEqualTo(new Statistics.Part(1, 0.2));
        assertThat(statistics.costUsd()).isEqualTo(0.5);
    }

    private List<String> ids(TrajectoryFilter filter) {
        return pool.list(filter, 10, null).items().stream().map(Trajectory::trajectoryId).toList();
    }

    private void add(TrajectoryBuilder builder) {
        store.fold(List.of(entry(0, offset++, builder.build())));
    }
}
