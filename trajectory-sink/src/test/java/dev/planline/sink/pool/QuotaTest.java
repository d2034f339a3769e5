package dev.planline.sink.pool;

import static dev.planline.sink.Trajectories.START;
import static dev.planline.sink.Trajectories.entry;
import static dev.planline.sink.Trajectories.successful;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planline.model.Agent;
import dev.planline.model.Constraints;
import dev.planline.model.CostTier;
import dev.planline.model.Task;
import dev.planline.model.TrajectoryBuilder;
import dev.planline.model.TrajectoryOutcome;
import dev.planline.sink.store.Budget;
import dev.planline.sink.store.LogEntry;
import dev.planline.sink.store.Quota;
import dev.planline.sink.store.QuotaExceeded;
import dev.planline.sink.store.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That answers which have as many rows as there are count against what a question may take. */
class QuotaTest {

    private static final int ROWS = 40;
    private static final String LARGE = "\u00fc".repeat(10_000); // two bytes each

    @TempDir
    Path directory;

    private Store store;

    @BeforeEach
    void open() {
        store = Store.open(directory, 0);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void agentsCountByTheirText() {
        store.fold(IntStream.range(0, ROWS).mapToObj(i -> LogEntry.of("agents", 0, i, START,
                new Agent("a-" + i, LARGE, List.of("code"), List.of(), CostTier.CHEAP, null, 0.5, 1))).toList());
        takesMoreThan(ROWS * 20_000, () -> new Registry(store).list("agents"));
    }

    @Test
    void whatHappenedToATaskCountsByItsText() {
        store.fold(IntStream.range(0, ROWS).mapToObj(i -> LogEntry.of("tasks", 0, i, START,
                new Task("t", "goal", Map.of("text", LARGE), Constraints.DEFAULT))).toList());
        takesMoreThan(ROWS * 20_000, () -> new TaskLives(store).get("t"));
    }

    @Test
    void theTrajectoriesOfATaskAndTheirRelativesCountByTheirIds() {
        String id = "j".repeat(100);
        store.fold(IntStream.range(0, ROWS).mapToObj(i -> entry(0, i,
                successful(id + i, 0.5).taskId("t").parents(List.of(id + (i - 1))).build())).toList());
        takesMoreThan(ROWS * 100, () -> new TaskLives(store).get("t"));
        takesMoreThan(ROWS * 100, () -> new TrajectoryPool(store).lineage(id + (ROWS - 1)));
    }

    @Test
    void figuresCountByTheNamesOfAgents() {
        String agent = "a".repeat(100);
        store.fold(IntStream.range(0, ROWS).mapToObj(i -> entry(0, i,
                new TrajectoryBuilder("j-" + i, agent + i, 0, TrajectoryOutcome.SUCCESS, 0.5).build())).toList());
        takesMoreThan(ROWS * 100, () -> new TrajectoryPool(store).statistics(TrajectoryFilter.ALL));
    }

    @Test
    void theGoalsOfTasksCount() {
        String goal = "g".repeat(Task.GOAL_LIMIT);
        store.fold(IntStream.range(0, ROWS).mapToObj(i -> LogEntry.of("tasks", 0, i, START, new Task("t-" + i, goal))).toList());
        takesMoreThan(ROWS * Task.GOAL_LIMIT, () -> new TaskLives(store).list(ROWS, null));
    }

    private static void takesMoreThan(long bytes, ScopedValue.CallableOp<?, RuntimeException> question) {
        assertThatThrownBy(() -> within(bytes, question)).isInstanceOf(QuotaExceeded.class);
        assertThatCode(() -> within(2 * bytes, question)).doesNotThrowAnyException();
    }

    private static <T> T within(long bytes, ScopedValue.CallableOp<T, RuntimeException> question) {
        try (var quota = new Quota(Duration.ofSeconds(30), bytes, new Budget(bytes))) {
            return quota.within(question);
        }
    }
}
