package dev.planline.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.model.Agent;
import dev.planline.model.Operator;
import dev.planline.model.Plan;
import dev.planline.model.RoutedPlan;
import dev.planline.model.Step;
import dev.planline.planner.PlannerMain;
import dev.planline.process.ServiceSpec;
import dev.planline.router.RouterMain;
import dev.planline.router.RouterSettings;
import dev.planline.router.RouterStage;
import dev.planline.router.TrackRecords;
import dev.planline.runtime.Service;
import dev.planline.runtime.StageHarness;
import dev.planline.settings.Settings;
import dev.planline.settings.SettingsReader;
import dev.planline.sink.pool.TrajectoryPool;
import dev.planline.sink.store.Store;
import dev.planline.testkit.TestKafka;
import dev.planline.tracing.Tracing;
import dev.planline.validator.ValidatorMain;
import dev.planline.wire.Topic;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("TestDeadlockPrevention")
class DeadlockTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final Pipeline pipeline = Pipeline.withExamples();

    @Test
    @DisplayName("26 test_no_deadlock_in_pipeline")
    void fiveTasksComeOutOfTheWorkersAsFiveValidatedPlans() {
        var services = new ArrayList<Service>();
        try (var kafka = new TestKafka(3)) {
            Pipeline.agents().values().forEach(agent -> kafka.publish(Topic.AGENTS, agent));
            for (ServiceSpec spec : List.of(PlannerMain.SPEC, RouterMain.SPEC, ValidatorMain.SPEC)) {
                Settings settings = SettingsReader.of(spec.allKeys()).read(Optional.empty(), Map.of(),
                        Map.of("bootstrap.servers", TestKafka.bootstrapServers()));
                services.add(spec.starter().start(settings, kafka.settings(spec.name()),
                        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT), Tracing.OFF));
            }
            Together.call(5, 5, number -> kafka.publish(Topic.TASKS, Pipeline.task(number)));
            kafka.awaitCount(5, List.of(Topic.VALIDATED.name(kafka.prefix()), Topic.ABANDONED.name(kafka.prefix())), LONG);
            assertThat(kafka.read(Topic.VALIDATED, RoutedPlan.class)).extracting(route -> route.plan().taskId())
                    .containsExactlyInAnyOrder("t-0", "t-1", "t-2", "t-3", "t-4");
            services.forEach(Service::close);
        }
    }

    @Test
    @DisplayName("27 test_no_deadlock_with_locks")
    void moreReadersAndWritersThanConnectionsAllFinish(@TempDir Path directory) {
        try (Store store = Store.open(directory, 0)) {
            var pool = new TrajectoryPool(store);
            List<Integer> sizes = Together.call(20, 200, number -> {
                Folding.add(store, number, Operator.BASELINE);
                return pool.size();
            });
            assertThat(sizes).hasSize(200).contains(200).allSatisfy(size -> assertThat(size).isBetween(1, 200));
            assertThat(pool.size()).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("28 test_no_circular_wait")
    void aChainIsRoutedWholeAndACircleIsRefused() {
        Plan chain = Pipeline.plan("t-1",
                IntStream.range(0, 3).mapToObj(number -> step("s" + number, number == 0 ? "" : "s" + (number - 1)))
                        .toList());
        assertThat(pipeline.validate(pipeline.route(chain)).assignments()).hasSize(3);
        Plan circle = Pipeline.plan("t-2", List.of(step("a", "c"), step("b", "a"), step("c", "b")));
        Map<String, Agent> agents = Pipeline.agents();
        var router = new StageHarness(RouterStage.of(RouterSettings.DEFAULT, () -> agents, Map::of,
                new TrackRecords(RouterSettings.DEFAULT.recordHalfLife()), () -> Pipeline.NOW));
        assertThat(router.give(Topic.PLANS, circle)).isInstanceOfSatisfying(StageHarness.Handled.DeadLetter.class,
                letter -> assertThat(letter.message()).contains("cycle"));
    }

    private static Step step(String id, String before) {
        return new Step(id, "implement", "step " + id, null, before.isEmpty() ? List.of() : List.of(before), List.of(), Map.of());
    }
}
