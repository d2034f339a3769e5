package dev.planline.benchmarks.decisions;

import dev.planline.model.Agent;
import dev.planline.model.Plan;
import dev.planline.model.RoutedPlan;
import dev.planline.model.RoutingRule;
import dev.planline.model.Task;
import dev.planline.planner.PlannerChain;
import dev.planline.planner.PlannerStage;
import dev.planline.planner.spi.Planner;
import dev.planline.router.RouterSettings;
import dev.planline.router.RouterStage;
import dev.planline.router.TrackRecords;
import dev.planline.runtime.Message;
import dev.planline.runtime.Outcome;
import dev.planline.runtime.Stage;
import dev.planline.validator.ValidatorSettings;
import dev.planline.validator.ValidatorStage;
import dev.planline.wire.Topic;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Plan, route, validate, one after the other on the current thread. The clock goes on by a second with each route, so that what
 * was assigned before weighs as it would where a task comes each second.
 */
final class Loop {

    private final Stage planner;
    private final Stage router;
    private final Stage validator;
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    Loop(Planner planner, Collection<Agent> agents, Collection<RoutingRule> rules) {
        Map<String, Agent> registry = byKey(agents, Agent::name);
        Map<String, RoutingRule> rulebook = byKey(rules, RoutingRule::ruleId);
        InstantSource clock = () -> now;
        this.planner = PlannerStage.of(new PlannerChain(List.of(planner)), () -> registry, clock);
        this.router = RouterStage.of(RouterSettings.DEFAULT, () -> registry, () -> rulebook,
                new TrackRecords(RouterSettings.DEFAULT.recordHalfLife()), clock);
        this.validator = ValidatorStage.of(ValidatorSettings.DEFAULT, () -> registry, clock);
    }

    /** The validated plan of a task. */
    RoutedPlan run(Task task) {
        return validate(route(plan(task)));
    }

    Plan plan(Task task) {
        return decide(planner, Topic.TASKS, task, Topic.PLANS, Plan.class);
    }

    RoutedPlan route(Plan plan) {
        now = now.plusSeconds(1);
        return decide(router, Topic.PLANS, plan, Topic.ROUTES, RoutedPlan.class);
    }

    RoutedPlan validate(RoutedPlan route) {
        return decide(validator, Topic.ROUTES, route, Topic.VALIDATED, RoutedPlan.class);
    }

    private static <O extends Record> O decide(Stage stage, Topic from, Record value, Topic to, Class<O> type) {
        Outcome outcome = outcome(stage, new Message<>(from, 0, 0, Instant.EPOCH, "t", value));
        if (outcome instanceof Outcome.Emit(List<Outcome.Output> outputs) && outputs.size() == 1 && outputs.getFirst().topic() == to) {
            return type.cast(outputs.getFirst().value());
        }
        throw new IllegalStateException("BUG: " + stage.name() + " answered " + outcome);
    }

    private static Outcome outcome(Stage stage, Message<Record> message) {
        try {
            return stage.decide(message);
        } catch (Exception e) {
            throw new IllegalStateException("BUG: " + stage.name() + " failed", e);
        }
    }

    private static <V> Map<String, V> byKey(Collection<V> values, Function<V, String> key) {
        return values.stream().collect(Collectors.toMap(key, value -> value, (one, other) -> one, TreeMap::new));
    }
}
