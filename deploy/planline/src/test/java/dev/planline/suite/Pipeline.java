package dev.planline.suite;

import dev.planline.cli.console.Console;
import dev.planline.cli.registry.ExampleRegistry;
import dev.planline.model.Agent;
import dev.planline.model.Constraints;
import dev.planline.model.Plan;
import dev.planline.model.RoutedPlan;
import dev.planline.model.RoutingRule;
import dev.planline.model.Step;
import dev.planline.model.Task;
import dev.planline.planner.PlannerChain;
import dev.planline.planner.PlannerStage;
import dev.planline.planner.TemplatePlanner;
import dev.planline.router.RouterSettings;
import dev.planline.router.RouterStage;
import dev.planline.router.TrackRecords;
import dev.planline.runtime.StageHarness;
import dev.planline.validator.ValidatorSettings;
import dev.planline.validator.ValidatorStage;
import dev.planline.wire.Topic;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** One planner, router and validator, which share one registry, as every thread of a test uses them. */
final class Pipeline {

    static final List<String> GOALS = List.of("Build REST API", "Run security audit", "Deploy to production", "Write documentation",
            "Set up monitoring", "Optimize database", "Create landing page", "Test application", "Analyze metrics", "Review code");

    static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private final InstantSource clock = () -> NOW;
    private final StageHarness planner;
    private final StageHarness router;
    private final StageHarness validator;

    private Pipeline(Map<String, Agent> agents, Map<String, RoutingRule> rules) {
        planner = new StageHarness(PlannerStage.of(new PlannerChain(List.of(new TemplatePlanner())), () -> agents, clock), clock);
        router = new StageHarness(RouterStage.of(RouterSettings.DEFAULT, () -> agents, () -> rules,
                new TrackRecords(RouterSettings.DEFAULT.recordHalfLife()), clock), clock);
        validator = new StageHarness(ValidatorStage.of(ValidatorSettings.DEFAULT, () -> agents, clock), clock);
    }

    /** With the example agents and rules. */
    static Pipeline withExamples() {
        return new Pipeline(agents(), ExampleRegistry.rules(console()));
    }

    /** With these agents and no rules. */
    static Pipeline with(Map<String, Agent> agents) {
        return new Pipeline(agents, Map.of());
    }

    /** The example agents. */
    static Map<String, Agent> agents() {
        return ExampleRegistry.agents(console());
    }

    static Task task(int number) {
        return new Task("t-" + number, GOALS.get(number % GOALS.size()));
    }

    /** A plan of one step. */
    static Plan oneStep(int number, String type) {
        return plan("t-" + number, List.of(new Step("only", type, "the only step", null, List.of(), List.of(), Map.of())));
    }

    /** A plan of these steps. */
    static Plan plan(String taskId, List<Step> steps) {
        return new Plan(taskId, 1, "goal", "test", 1, List.of(), List.of(), steps, Map.of(), Constraints.DEFAULT, List.of());
    }

    Plan plan(Task task) {
        return planner.emitted(Topic.TASKS, task, Topic.PLANS, Plan.class);
    }

    RoutedPlan route(Plan plan) {
        return router.emitted(Topic.PLANS, plan, Topic.ROUTES, RoutedPlan.class);
    }

    /** The route as accepted; fails if it is not. */
    RoutedPlan validate(RoutedPlan route) {
        return validator.emitted(Topic.ROUTES, route, Topic.VALIDATED, RoutedPlan.class);
    }

    private static Console console() {
        return new Console(InputStream.nullInputStream(), System.out, System.err, Map.of(), Path.of("../.."), () -> false);
    }
}
