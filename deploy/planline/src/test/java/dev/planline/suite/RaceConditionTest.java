package dev.planline.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.planline.model.Operator;
import dev.planline.model.ReplayPriority;
import dev.planline.model.RoutedPlan;
import dev.planline.model.Task;
import dev.planline.model.TrajectoryBuilder;
import dev.planline.model.TrajectoryOutcome;
import dev.planline.runtime.Outcome;
import dev.planline.runtime.Stage;
import dev.planline.runtime.Worker;
import dev.planline.sink.pool.Statistics;
import dev.planline.sink.pool.TrajectoryFilter;
import dev.planline.sink.pool.TrajectoryPool;
import dev.planline.sink.replay.ReplayBuffer;
import dev.planline.sink.replay.ReplayTable;
import dev.planline.sink.replay.ReplayTables;
import dev.planline.sink.replay.Sampling;
import dev.planline.sink.store.LogEntry;
import dev.planline.sink.store.Store;
import dev.planline.testkit.TestKafka;
import dev.planline.wire.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("TestRaceConditionDetection")
class RaceConditionTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    /** Between reading and writing, so that a second handler of the same key would come between them. */
    private static final long GAP_NANOS = 200_000;

    @TempDir
    private Path directory;

    private final Pipeline pipeline = Pipeline.withExamples();
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
    @DisplayName("21 test_dag_concurrent_modification_race")
    void readThenAddOfOneKeyLosesNothing() {
        List<String> added = new ArrayList<>(); // guarded by nothing but the order of the key
        handle("t-0", 50, () -> {
            int before = added.size();
            LockSupport.parkNanos(GAP_NANOS);
            added.add("step-" + before);
        });
        assertThat(added).hasSize(50).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("22 test_reward_model_update_race")
    void eachReadAfterAnUpdateIsWhole() {
        var replay = new ReplayBuffer(store, ReplayTables.of(ReplayTable.PRIORITIZED_DEFAULT));
        Folding.add(store, 0, Operator.BASELINE);
        Folding.add(store, 1, Operator.BASELINE);
        List<Double> sums = Together.call(5, 20, number -> {
            store.fold(List.of(Folding.entry("priorities", number, new ReplayPriority("j-" + number % 2, "prioritized", number + 1))));
            var sample = (Sampling.Sample) replay.sample("prioritized", 500, number);
            return sample.items().stream().collect(Collectors.toMap(Sampling.Item::trajectoryId,
                    Sampling.Item::probability, (one, other) -> one)).values().stream().mapToDouble(Double::doubleValue).sum();
        });
        assertThat(sums).hasSize(20).allSatisfy(sum -> assertThat(sum).isCloseTo(1, within(1e-9)));
    }

    @Test
    @DisplayName("23 test_router_registry_race")
    void oneRouterOnManyThreadsRoutesWholePlans() {
        List<RoutedPlan> routes = Together.call(5, 10, number -> pipeline.route(pipeline.plan(Pipeline.task(number))));
        assertThat(routes).hasSize(10).allSatisfy(route -> {
            assertThat(route.unassigned()).isEmpty();
            assertThat(route.assignments()).hasSameSizeAs(route.plan().steps());
        });
    }

    @Test
    @DisplayName("24 test_task_dependency_race")
    void checkThenActOfOneKeyActsOnce() {
        List<String> dependencies = new ArrayList<>(); // guarded by nothing but the order of the key
        handle("t-0", 20, () -> {
            boolean missing = !dependencies.contains("dep");
            LockSupport.parkNanos(GAP_NANOS);
            if (missing) {
                dependencies.add("dep");
            }
        });
        assertThat(dependencies).containsExactly("dep");
        LogEntry same = Folding.entry("trajectories", 0, Folding.trajectory(0, Operator.BASELINE));
        Together.call(5, 20, number -> {
            store.fold(List.of(same));
            return true;
        });
        assertThat(new TrajectoryPool(store).size()).isEqualTo(1);
    }

    @Test
    @DisplayName("25 test_statistics_counter_race")
    void ofAHundredTrajectoriesFiftyAreSuccessful() {
        Together.call(10, 100, number -> {
            TrajectoryOutcome outcome = number % 2 == 0 ? TrajectoryOutcome.SUCCESS : TrajectoryOutcome.FAILURE;
            var trajectory = new TrajectoryBuilder("j-" + number, "dev", 0, outcome, 0.5).build();
            store.fold(List.of(Folding.entry("trajectories", number, trajectory)));
            return true;
        });
        Statistics statistics = new TrajectoryPool(store).statistics(TrajectoryFilter.ALL);
        assertThat(statistics.total()).isEqualTo(100);
        assertThat(statistics.byOutcome()).isEqualTo(
                Map.of("success", new Statistics.Part(50, 0.5), "failure", new Statistics.Part(50, 0.5)));
    }

    /** Lets a worker handle so many messages of one key by this action, while others of other keys run beside them. */
    private static void handle(String key, int messages, Runnable action) {
        Stage stage = Stage.named("racing").reading(Topic.TASKS, Task.class, message -> {
            if (key.equals(message.key())) {
                action.run();
            }
            return Outcome.ignore();
        });
        try (var kafka = new TestKafka(3); var worker = new Worker(stage, kafka.settings("only"), new SimpleMeterRegistry()).start()) {
            Together.call(5, messages, number -> kafka.publish(Topic.TASKS, new Task(key, "goal " + number)));
            Together.call(5, messages, number -> kafka.publish(Topic.TASKS, new Task("other-" + number, "goal")));
            Awaitility.await().atMost(LONG).until(() -> worker.polling()
                    && kafka.lag(kafka.prefix() + "-racing", Set.of(Topic.TASKS)) == 0);
        }
    }
}
