package dev.planline.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.planline.graph.PlanGraph;
import dev.planline.model.Agent;
import dev.planline.model.Operator;
import dev.planline.model.Plan;
import dev.planline.model.ReplayPriority;
import dev.planline.model.RoutedPlan;
import dev.planline.model.Step;
import dev.planline.model.Task;
import dev.planline.runtime.CompactedTable;
import dev.planline.runtime.Outcome;
import dev.planline.runtime.Stage;
import dev.planline.runtime.Worker;
import dev.planline.sink.pool.TaskLives;
import dev.planline.sink.pool.TrajectoryFilter;
import dev.planline.sink.pool.TrajectoryPool;
import dev.planline.sink.replay.ReplayBuffer;
import dev.planline.sink.replay.ReplayTable;
import dev.planline.sink.replay.ReplayTables;
import dev.planline.sink.replay.Sampling;
import dev.planline.sink.store.Store;
import dev.planline.testkit.TestKafka;
import dev.planline.wire.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("TestThreadSafety")
class ThreadSafetyTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private final Pipeline pipeline = Pipeline.withExamples();
    private final Map<String, Agent> agents = Pipeline.agents();
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
    @DisplayName("11 test_agent_registry_thread_safety")
    void aRegistryThatChangesIsWholeAtEachRead() {
        try (var kafka = new TestKafka(1); var table = new CompactedTable<>(Topic.AGENTS, Agent.class, kafka.settings("reader"))) {
            load(kafka, table);
            Agent again = agents.values().iterator().next();
            List<Set<String>> reads = Together.call(10, 60, number -> {
                if (number % 6 == 0) {
                    kafka.publish(Topic.AGENTS, again);
                }
                return table.snapshot().keySet();
            });
            assertThat(reads).hasSize(60).allSatisfy(names -> assertThat(names).isEqualTo(agents.keySet()));
        }
    }

    @Test
    @DisplayName("12 test_dag_modification_thread_safety")
    void aPlanThatTenThreadsReadKeepsItsHundredSteps() {
        Plan plan = Pipeline.plan("t-1", IntStream.range(0, 100).mapToObj(ThreadSafetyTest::step).toList());
        List<Integer> sizes = Together.call(10, 100, number -> switch (PlanGraph.of(plan)) {
            case PlanGraph.Sound sound -> sound.nodes().size();
            case PlanGraph.Broken broken -> throw new AssertionError(broken.toString());
        });
        assertThat(sizes).hasSize(100).containsOnly(100);
    }

    @Test
    @DisplayName("13 test_reward_model_weights_thread_safety")
    void probabilitiesSumToOneAfterFiftyUpdates() {
        IntStream.range(0, 50).forEach(number -> Folding.add(store, number, Operator.BASELINE));
        Together.call(10, 50, number -> {
            store.fold(List.of(Folding.entry("priorities", number, new ReplayPriority("j-" + number, "prioritized", number % 7 + 0.5))));
            return true;
        });
        var sample = (Sampling.Sample) new ReplayBuffer(store, ReplayTables.of(ReplayTable.PRIORITIZED_DEFAULT)).sample("prioritized",
                10_000, 3);
        Map<String, Double> probabilities = new HashMap<>();
        sample.items().forEach(item -> probabilities.put(item.trajectoryId(), item.probability()));
        assertThat(probabilities).hasSize(50);
        assertThat(probabilities.values().stream().mapToDouble(Double::doubleValue).sum()).isCloseTo(1, within(1e-9));
    }

    @Test
    @DisplayName("14 test_trajectory_pool_thread_safety")
    void aHundredWritesOfTenThreadsAreAHundred() {
        Together.call(10, 100, number -> Folding.add(store, number, Operator.REVISION));
        assertThat(new TrajectoryPool(store).statistics(TrajectoryFilter.ALL).byOperator().get("revision").count()).isEqualTo(100);
    }

    @Test
    @DisplayName("15 test_replay_buffer_thread_safety")
    void aHundredStoresOfTenThreadsAreAllPresent() {
        Together.call(10, 100, number -> Folding.add(store, number, Operator.BASELINE));
        assertThat(new ReplayBuffer(store, ReplayTables.of(ReplayTable.UNIFORM_DEFAULT)).tables().getFirst().size()).isEqualTo(100);
    }

    @Test
    @DisplayName("16 test_task_status_updates_thread_safety")
    void threeMessagesAboutATaskAreThreeEvents() {
        Task task = Pipeline.task(0);
        Plan plan = pipeline.plan(task);
        RoutedPlan route = pipeline.validate(pipeline.route(plan));
        List<Record> values = List.of(task, plan, route);
        List<String> topics = List.of("tasks", "plans", "validated");
        Together.call(3, 3, number -> {
            store.fold(List.of(Folding.entry(topics.get(number), number, values.get(number))));
            return true;
        });
        TaskLives.Life life = new TaskLives(store).get(task.taskId()).orElseThrow();
        assertThat(life.events()).extracting(TaskLives.Event::stage).containsExactly("tasks", "plans", "validated");
        assertThat(life.status()).isEqualTo("validated");
    }

    @Test
    @DisplayName("17 test_validator_concurrent_validation")
    void twentyValidationsWithOneSharedRegistryAllPass() {
        List<RoutedPlan> routes = IntStream.range(0, 20).mapToObj(number -> pipeline.route(pipeline.plan(Pipeline.task(number)))).toList();
        List<RoutedPlan> accepted = Together.call(5, 20, number -> pipeline.validate(routes.get(number)));
        List<RoutedPlan> oneByOne = routes.stream().map(pipeline::validate).toList();
        assertThat(accepted).hasSize(20).isEqualTo(oneByOne);
    }

    @Test
    @DisplayName("18 test_concurrent_llm_calls")
    void withoutAModelTenPlansComeFromTemplates() {
        List<Plan> plans = Together.call(10, 10, number -> pipeline.plan(Pipeline.task(number)));
        assertThat(plans).hasSize(10).extracting(Plan::planner).containsOnly("template");
    }

    @Test
    @DisplayName("19 test_shared_state_consistency")
    void aHundredReadsOfTheRegistryAreEqual() {
        try (var kafka = new TestKafka(1); var table = new CompactedTable<>(Topic.AGENTS, Agent.class, kafka.settings("reader"))) {
            load(kafka, table);
            assertThat(Together.call(10, 100, number -> table.snapshot())).hasSize(100).containsOnly(agents);
        }
    }

    @Test
    @DisplayName("20 test_atomic_operations")
    void theMeterOfHandledRecordsCountsToAHundred() {
        var registry = new SimpleMeterRegistry();
        Stage stage = Stage.named("counting").reading(Topic.TASKS, Task.class, message -> Outcome.ignore());
        try (var kafka = new TestKafka(3); var worker = new Worker(stage, kafka.settings("only"), registry).start()) {
            Together.call(10, 100, number -> kafka.publish(Topic.TASKS, Pipeline.task(number)));
            Awaitility.await().atMost(LONG).until(() -> kafka.lag(kafka.prefix() + "-counting", Set.of(Topic.TASKS)) == 0);
            Awaitility.await().atMost(LONG)
                    .until(() -> registry.get("planline.records.handled").tag("stage", worker.name()).counter().count() >= 100);
            assertThat(registry.get("planline.records.handled").tag("stage", "counting").counter().count()).isEqualTo(100);
        }
    }

    private void load(TestKafka kafka, CompactedTable<Agent> table) {
        agents.values().forEach(agent -> kafka.publish(Topic.AGENTS, agent));
        table.start();
        Awaitility.await().atMost(LONG).until(() -> table.snapshot().size() == agents.size());
    }

    private static Step step(int number) {
        List<String> before = number == 0 ? List.of() : List.of("s" + (number - 1));
        return new Step("s" + number, "implement", "step " + number, null, before, List.of(), Map.of());
    }
}
