package dev.planline.validator;

import dev.planline.model.Assignment;
import dev.planline.model.Constraints;
import dev.planline.model.Group;
import dev.planline.model.Plan;
import dev.planline.model.RoutedPlan;
import dev.planline.model.Step;
import dev.planline.model.Unassigned;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** One known way to spoil a valid route, named as the violation that must be found. */
enum Damage {

    CYCLE,
    SELF_DEPENDENCY,
    UNKNOWN_DEPENDENCY,
    UNKNOWN_GROUP,
    DUPLICATE_ID,
    TOO_MANY_STEPS,
    TOO_DEEP,
    FAN_OUT,
    FINISHED_BEFORE_DEPENDENCY,
    STEP_REDUNDANT,
    OVER_BUDGET,
    PAST_DEADLINE,
    AGENT_UNKNOWN,
    AGENT_DEAD,
    AGENT_LACKS_TYPE,
    AGENT_LACKS_SKILL,
    STEP_UNASSIGNED,
    STEP_UNKNOWN,
    DUPLICATE_ASSIGNMENT;

    /** The route, spoilt at this step of it. */
    RoutedPlan of(RoutedPlan route, int at) {
        Plan plan = route.plan();
        Step step = plan.steps().get(at);
        return switch (this) {
            case CYCLE -> ValidRoutes.route(withSteps(plan, cycle(plan.steps())));
            case SELF_DEPENDENCY -> ValidRoutes.route(changed(plan, at, with(step, step.group(), step.stepId())));
            case UNKNOWN_DEPENDENCY -> ValidRoutes.route(changed(plan, at, with(step, step.group(), "nowhere")));
            case UNKNOWN_GROUP -> ValidRoutes.route(changed(plan, at, new Step(step.stepId(), step.type(), step.description(), "nowhere",
                    step.dependsOn(), step.requiredSkills(), step.metadata())));
            case DUPLICATE_ID -> new RoutedPlan(withSteps(roomy(plan), plus(plan.steps(), another(step.stepId(), "Say otherwise"))),
                    List.of(), route.assignments());
            case TOO_MANY_STEPS -> ValidRoutes.route(limited(plan, plan.steps().size() - 1, 1));
            case TOO_DEEP -> ValidRoutes.route(deep(plan, at));
            case FAN_OUT -> ValidRoutes.route(withSteps(roomy(plan), fan(plan.steps(), step.stepId())));
            case FINISHED_BEFORE_DEPENDENCY -> ValidRoutes.route(withSteps(roomy(plan), plus(plan.steps(), new Step("early", "code",
                    "Say otherwise", null, List.of(step.stepId()), List.of(), Map.of(), /* finished= */ true))));
            case STEP_REDUNDANT -> ValidRoutes.route(withSteps(roomy(plan), plus(plan.steps(),
                    another("again", step.description().replace("Write", "Please create the")))));
            case OVER_BUDGET -> reassigned(route, at, "dear");
            case PAST_DEADLINE -> ValidRoutes.route(limited(plan, plan.steps().size(), 0));
            case AGENT_UNKNOWN -> reassigned(route, at, "ghost");
            case AGENT_DEAD -> reassigned(route, at, "dead");
            case AGENT_LACKS_TYPE -> reassigned(route, at, "painter");
            case AGENT_LACKS_SKILL -> reassigned(route, at, "unskilled");
            case STEP_UNASSIGNED -> new RoutedPlan(plan, List.of(new Unassigned(step.stepId(), "busy")),
                    route.assignments().stream().filter(one -> !one.stepId().equals(step.stepId())).toList());
            case STEP_UNKNOWN -> new RoutedPlan(plan, List.of(), plus(route.assignments(), ValidRoutes.assignment("nobody", "dev")));
            case DUPLICATE_ASSIGNMENT -> new RoutedPlan(plan, List.of(), plus(route.assignments(), route.assignments().get(at)));
        };
    }

    private static List<Step> cycle(List<Step> steps) {
        var changed = new ArrayList<>(steps);
        Step first = steps.getFirst();
        Step last = steps.getLast();
        changed.set(0, with(first, null, last.stepId()));
        changed.set(steps.size() - 1, with(last, null, first.stepId()));
        return changed;
    }

    private static List<Step> fan(List<Step> steps, String hub) {
        var fan = new ArrayList<>(steps);
        IntStream.rangeClosed(0, 200).forEach(n -> fan.add(new Step("fan" + n, "code", "Print copy " + n, null, List.of(hub))));
        return fan;
    }

    private static Plan deep(Plan plan, int at) {
        var groups = new ArrayList<>(plan.groups());
        IntStream.range(0, 6).forEach(n -> groups.add(new Group("deep" + n, "level " + n, n == 0 ? null : "deep" + (n - 1))));
        Step step = plan.steps().get(at);
        return changed(new Plan(plan.taskId(), 1, plan.goal(), "test", 1, List.of(), groups, plan.steps(), plan.context(),
                plan.constraints(), List.of()), at, with(step, "deep5"));
    }

    private static RoutedPlan reassigned(RoutedPlan route, int at, String agent) {
        UnaryOperator<Assignment> change = one -> one.stepId().equals(route.plan().steps().get(at).stepId())
                ? ValidRoutes.assignment(one.stepId(), agent)
                : one;
        return new RoutedPlan(route.plan(), List.of(), route.assignments().stream().map(change).toList());
    }

    private static <T> List<T> plus(List<T> list, T more) {
        var longer = new ArrayList<>(list);
        longer.add(more);
        return longer;
    }

    private static Step another(String id, String description) {
        return new Step(id, "code", description, null, List.of());
    }

    private static Step with(Step step, String group, String... more) {
        var dependsOn = new ArrayList<>(step.dependsOn());
        dependsOn.addAll(List.of(more));
        return new Step(step.stepId(), step.type(), step.description(), group, dependsOn, step.requiredSkills(), step.metadata());
    }

    private static Plan changed(Plan plan, int at, Step step) {
        var steps = new ArrayList<>(plan.steps());
        steps.set(at, step);
        return withSteps(plan, steps);
    }

    private static Plan withSteps(Plan plan, List<Step> steps) {
        return new Plan(plan.taskId(), 1, plan.goal(), "test", 1, List.of(), plan.groups(), steps, plan.context(), plan.constraints(),
                List.of());
    }

    private static Plan limited(Plan plan, int maxSteps, int seconds) {
        Constraints limits = plan.constraints();
        return new Plan(plan.taskId(), 1, plan.goal(), "test", 1, List.of(), plan.groups(), plan.steps(), plan.context(),
                new Constraints(maxSteps, limits.maxDepth(), limits.budgetUsd(),
                        seconds == 0 ? ValidRoutes.NOW.plusSeconds(9) : limits.deadline(), limits.priority()),
                List.of());
    }

    /** Without budget and deadline, and with room for more steps. */
    private static Plan roomy(Plan plan) {
        Constraints limits = plan.constraints();
        return new Plan(plan.taskId(), 1, plan.goal(), "test", 1, List.of(), plan.groups(), plan.steps(), plan.context(),
                new Constraints(1_000, limits.maxDepth(), null, null, limits.priority()), List.of());
    }
}
