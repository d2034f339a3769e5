package dev.planline.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.planline.model.Assignment;
import dev.planline.model.Operator;
import dev.planline.model.Plan;
import dev.planline.model.ReplayPriority;
import dev.planline.model.RoutedPlan;
import dev.planline.sink.pool.Statistics;
import dev.planline.sink.pool.TrajectoryFilter;
import dev.planline.sink.pool.TrajectoryPool;
import dev.planline.sink.replay.ReplayBuffer;
import dev.planline.sink.replay.ReplayTable;
import dev.planline.sink.replay.ReplayTables;
import dev.planline.sink.replay.Sampling;
import dev.planline.sink.store.Store;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("TestParallelOrchestrationRequests")
class ParallelRequestsTest {

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
    @DisplayName("1 test_concurrent_planning_requests")
    void tenPlansMadeTogetherAreThoseMadeOneByOne() {
        List<Plan> together = Together.call(10, 10, number -> pipeline.plan(Pipeline.task(number)));
        List<Plan> oneByOne = IntStream.range(0, 10).mapToObj(number -> Pipeline.withExamples().plan(Pipeline.task(number))).toList();
        assertThat(together).hasSize(10).isEqualTo(oneByOne);
    }

    @Test
    @DisplayName("2 test_concurrent_routing_requests")
    void twentyGenericStepsAllGetTheirAgent() {
        List<RoutedPlan> routes = Together.call(20, 20, number -> pipeline.route(Pipeline.oneStep(number, "generic")));
        assertThat(routes).hasSize(20).allSatisfy(route -> {
            assertThat(route.unassigned()).isEmpty();
            assertThat(route.assignments()).hasSize(1);
        });
    }

    @Test
    @DisplayName("3 test_concurrent_validation_requests")
    void tenValidationsAllPass() {
        List<RoutedPlan> routes = IntStream.range(0, 10).mapToObj(number -> pipeline.route(Pipeline.oneStep(number, "implement"))).toList();
        List<RoutedPlan> accepted = Together.call(10, 10, number -> pipeline.validate(routes.get(number)));
        assertThat(accepted).hasSize(10).allSatisfy(route -> assertThat(route.verdict()).isNotNull());
    }

    @Test
    @DisplayName("4 test_full_pipeline_concurrent_requests")
    void tenTasksGoThroughAllStages() {
        List<RoutedPlan> accepted = Together.call(10, 10,
                number -> pipeline.validate(pipeline.route(pipeline.plan(Pipeline.task(number)))));
        assertThat(accepted).extracting(route -> route.plan().goal()).containsExactlyElementsOf(Pipeline.GOALS);
    }

    @Test
    @DisplayName("5 test_concurrent_requests_with_shared_resources")
    void fiftyImplementStepsAllGetAnAgentThatTakesThem() {
        List<RoutedPlan> routes = Together.call(25, 50, number -> pipeline.route(Pipeline.oneStep(number, "implement")));
        List<String> takers = Pipeline.agents().values().stream().filter(agent -> agent.stepTypes().contains("implement"))
                .map(agent -> agent.name()).toList();
        assertThat(routes).hasSize(50).flatExtracting(RoutedPlan::assignments).hasSize(50).extracting(Assignment::agent).isSubsetOf(takers);
    }

    @Test
    @DisplayName("6 test_concurrent_reward_model_updates")
    void ofAHundredPrioritiesEachCounts() {
        IntStream.range(0, 100).forEach(number -> Folding.add(store, number, Operator.BASELINE));
        Together.call(20, 100, number -> {
            store.fold(List.of(Folding.entry("priorities", number, new ReplayPriority("j-" + number, "linear", number + 1))));
            return true;
        });
        var table = ReplayTable.prioritized("linear", /* alpha= */ 1, /* beta= */ 0);
        var sample = (Sampling.Sample) new ReplayBuffer(store, ReplayTables.of(table)).sample("linear", 200, 7);
        double total = 100 * 101 / 2.0;
        assertThat(sample.items()).hasSize(200).allSatisfy(item -> {
            int number = Integer.parseInt(item.trajectoryId().substring(2));
            assertThat(item.probability()).isCloseTo((number + 1) / total, within(1e-9));
        });
    }

    @Test
    @DisplayName("7 test_concurrent_trajectory_pool_access")
    void aHundredPoolWritesAreAHundred() {
        Together.call(20, 100, number -> Folding.add(store, number, Operator.RECOMBINATION));
        Statistics statistics = new TrajectoryPool(store).statistics(TrajectoryFilter.ALL);
        assertThat(statistics.total()).isEqualTo(100);
        assertThat(statistics.byOperator().get("recombination").count()).isEqualTo(100);
        assertThat(statistics.byGeneration()).hasSize(10).allSatisfy((generation, part) -> assertThat(part.count()).isEqualTo(10));
    }

    @Test
    @DisplayName("8 test_concurrent_replay_buffer_operations")
    void twoHundredBufferWritesAreTwoHundred() {
        Together.call(20, 200, number -> Folding.add(store, number, Operator.BASELINE));
        var sample = (Sampling.Sample) new ReplayBuffer(store, ReplayTables.of(ReplayTable.UNIFORM_DEFAULT)).sample("uniform", 10_000, 1);
        assertThat(sample.items()).hasSize(200).extracting(Sampling.Item::trajectoryId).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("9 test_mixed_read_write_operations")
    void readersSeeWholeBatchesOnly() {
        var pool = new TrajectoryPool(store);
        var reads = new AtomicInteger();
        Together.call(10, 50, number -> {
            if (number % 2 == 0) {
                int first = number * 5;
                store.fold(IntStream.range(first, first + 10)
                        .mapToObj(each -> Folding.entry("trajectories", each, Folding.trajectory(each, Operator.BASELINE))).toList());
            } else {
                Statistics seen = pool.statistics(TrajectoryFilter.ALL);
                assertThat(seen.total() % 10).isZero();
                assertThat(seen.byGeneration().values()).allSatisfy(part -> assertThat(part.count()).isEqualTo(seen.total() / 10));
                assertThat(pipeline.route(Pipeline.oneStep(number, "implement")).assignments()).hasSize(1);
                reads.incrementAndGet();
            }
            return true;
        });
        assertThat(reads).hasValue(25);
        assertThat(pool.size()).isEqualTo(250);
    }

    @Test
    @DisplayName("10 test_high_concurrency_stress_test")
    void ofAHundredPlansNoneIsMissing() {
        List<Plan> plans = Together.call(50, 100, number -> pipeline.plan(Pipeline.task(number)));
        assertThat(plans).extracting(Plan::taskId).containsExactlyElementsOf(
                IntStream.range(0, 100).mapToObj(number -> "t-" + number).toList());
    }
}
