package dev.planline.cli.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.graph.PlanGraph;
import dev.planline.model.Agent;
import dev.planline.model.Assignment;
import dev.planline.model.Constraints;
import dev.planline.model.CostTier;
import dev.planline.model.Group;
import dev.planline.model.Plan;
import dev.planline.model.RoutedPlan;
import dev.planline.model.Step;
import dev.planline.model.Trajectory;
import dev.planline.model.TrajectoryOutcome;
import dev.planline.model.TrajectoryStep;
import dev.planline.runtime.StageHarness;
import dev.planline.wire.Topic;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SimulationTest {

    private static final long SEED = 7;
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @Test
    void agentsThatNeverFailFinishEveryStepAtTheFirstAttempt() {
        Simulation simulation = simulation("t-1", Map.of("sure", agent("sure", 1), "shaky", agent("shaky", 1)), SEED);

        assertThat(simulation.runs()).hasSize(5).allSatisfy(run -> {
            assertThat(run.outcome()).isEqualTo(TrajectoryOutcome.SUCCESS);
            assertThat(run.attempts()).isEqualTo(1);
            assertThat(run.durationSeconds()).isBetween(30.0, 90.0);
        });
        Trajectory trajectory = Report.of(simulation, Map.of(), NOW);
        assertThat(trajectory.outcome()).isEqualTo(TrajectoryOutcome.SUCCESS);
        assertThat(trajectory.failureReasons()).isEmpty();
        assertThat(trajectory.costUsd()).isEqualTo(0.05);
    }

    @Test
    void whatComesAfterAFailedStepIsNeverBegunAndItsSiblingsAre() {
        Simulation simulation = simulation("t-1", Map.of("sure", agent("sure", 1), "shaky", agent("shaky", 0)), SEED);

        assertThat(simulation.runs()).extracting(run -> run.step().stepId() + " " + run.outcome() + " " + run.attempts()).containsExactly(
                "design SUCCESS 1", "code FAILURE 2", "docs SUCCESS 1", "test UNKNOWN 0", "ship UNKNOWN 0");
        Trajectory trajectory = Report.of(simulation, Map.of(), NOW);
        assertThat(trajectory.outcome()).isEqualTo(TrajectoryOutcome.PARTIAL);
        assertThat(trajectory.failureReasons()).containsExactly("shaky failed at code in 2 attempts (simulated)");
        assertThat(trajectory.agent()).isEqualTo("sure");
    }

    @Test
    void everyTrajectorySaysThatItIsSimulated() {
        Trajectory trajectory = Report.of(simulation("t-1", Map.of(), SEED), Map.of(), NOW);

        assertThat(trajectory.metrics()).containsEntry("simulated", true);
        assertThat(trajectory.policyVersion()).isEqualTo("simulation");
        assertThat(trajectory.toolsUsed()).containsExactly("simulation");
        assertThat(trajectory.steps()).extracting(TrajectoryStep::observation)
                .allSatisfy(text -> assertThat(text).asString().startsWith("Simulated: "));
    }

    @Test
    void theSameSeedGivesTheSameTrajectoryAndAnotherSeedAnother() {
        Map<String, Agent> agents = Map.of("sure", agent("sure", 0.6), "shaky", agent("shaky", 0.6));

        Trajectory first = Report.of(simulation("t-1", agents, SEED), Map.of(), NOW);

        assertThat(Report.of(simulation("t-1", agents, SEED), Map.of(), NOW)).isEqualTo(first);
        assertThat(Report.of(simulation("t-1", agents, SEED + 1), Map.of(), NOW)).isNotEqualTo(first);
        assertThat(Report.of(simulation("t-2", agents, SEED), Map.of(), NOW).trajectoryId()).isNotEqualTo(first.trajectoryId());
    }

    @Test
    void stepsSucceedAsOftenAsTwoAttemptsOfTheirAgentsDo() {
        Map<String, Agent> agents = Map.of("sure", agent("sure", 0.5), "shaky", agent("shaky", 0.5));

        List<StepRun> first = IntStream.range(0, 2_000).mapToObj(i -> simulation("t-" + i, agents, SEED).runs().getFirst()).toList();

        // 1 - 0.5 * 0.5 of 2,000 is 1,500; the standard deviation is 19.4
        assertThat(first.stream().filter(StepRun::succeeded).count()).isBetween(1_430L, 1_570L);
    }

    @Test
    void stepsBeginInTheOrderOfTheirDependencies() throws InterruptedException {
        Simulation simulation = simulation("t-1", Map.of("sure", agent("sure", 1), "shaky", agent("shaky", 1)), SEED);
        var ticks = new AtomicLong();
        InstantSource clock = () -> NOW.plusMillis(ticks.incrementAndGet());

        Map<String, Instant> starts = new Performance(graph(simulation.route()), simulation.runs(), clock).play();

        assertThat(starts).hasSize(5);
        assertThat(starts.get("design")).isBefore(starts.get("code")).isBefore(starts.get("docs"));
        assertThat(starts.get("test")).isAfter(starts.get("code"));
        assertThat(starts.get("ship")).isAfter(starts.get("test")).isAfter(starts.get("docs"));
    }

    @Test
    void whatIsFinishedIsNotDoneAgain() {
        RoutedPlan route = route("t-1");
        List<Step> all = route.plan().steps();
        RoutedPlan begun = new RoutedPlan(route.plan().withSteps(Stream.concat(Stream.of(finished(all.getFirst())), all.stream().skip(1))
                .toList()), List.of(), route.assignments());
        Map<String, Agent> agents = Map.of("sure", agent("sure", 1), "shaky", agent("shaky", 1));
        assertThat(new Simulation(begun, graph(begun), agents, SEED).runs()).extracting(run -> run.step().stepId())
                .containsExactly("code", "docs", "test", "ship");
        RoutedPlan ended = new RoutedPlan(route.plan().withSteps(all.stream().map(SimulationTest::finished).toList()), List.of(),
                List.of());
        var stage = new StageHarness(ExampleAgents.stage(SEED, () -> agents, InstantSource.system()));
        assertThat(stage.give(Topic.VALIDATED, ended)).isEqualTo(new StageHarness.Handled.Published(List.of()));
    }

    private static Step finished(Step step) {
        return new Step(step.stepId(), step.type(), step.description(), step.group(), step.dependsOn(), step.requiredSkills(),
                step.metadata(), /* finished= */ true);
    }

    private static Simulation simulation(String taskId, Map<String, Agent> agents, long seed) {
        RoutedPlan route = route(taskId);
        return new Simulation(route, graph(route), agents, seed);
    }

    private static PlanGraph.Sound graph(RoutedPlan route) {
        return (PlanGraph.Sound) PlanGraph.of(route.plan());
    }

    private static RoutedPlan route(String taskId) {
        List<Step> steps = List.of(
                new Step("design", "design", "decide what to build", null, List.of()),
                new Step("code", "code", "build it", "build", List.of("design")),
                new Step("docs", "docs", "describe it", null, List.of("design")),
                new Step("test", "test", "try it", "build", List.of("code")),
                new Step("ship", "deploy", "roll it out", null, List.of("build", "docs")));
        var groups = List.of(new Group("build", "build it well", null));
        var plan = new Plan(taskId, 1, "build it", "template", 1, List.of(), groups, steps, Map.of(), Constraints.DEFAULT, List.of());
        List<Assignment> assignments = Stream.of("sure design", "shaky code", "sure docs", "sure test", "sure ship")
                .map(pair -> pair.split(" "))
                .map(pair -> new Assignment(pair[1], pair[0], "capability", "", 1, "key-" + pair[1], List.of()))
                .toList();
        return new RoutedPlan(plan, List.of(), assignments);
    }

    private static Agent agent(String name, double successRate) {
        return new Agent(name, "", List.of(), List.of(), CostTier.MEDIUM, 0.01, successRate, 10);
    }
}
