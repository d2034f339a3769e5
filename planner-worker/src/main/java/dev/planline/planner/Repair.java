package dev.planline.planner;

import dev.planline.model.Agent;
import dev.planline.model.Constraints;
import dev.planline.model.Plan;
import dev.planline.model.Rejection;
import dev.planline.model.Round;
import dev.planline.model.Step;
import dev.planline.model.Task;
import dev.planline.model.Usage;
import dev.planline.model.Violation;
import dev.planline.planner.spi.Answer;
import dev.planline.planner.spi.Planner;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Mends a rejected plan by what the violations name: drops what is redundant or optional, gives a step that nobody takes a
 * type of kin, plans again where the structure is broken. It never repeats a plan that was rejected.
 */
final class Repair {

    /** Metadata key of steps that may be dropped. */
    static final String OPTIONAL = "optional";

    private static final Set<String> STRUCTURE = Set.of(
            "CYCLE", "DUPLICATE_ID", "UNKNOWN_DEPENDENCY", "SELF_DEPENDENCY", "UNKNOWN_GROUP", "TOO_DEEP", "TOO_MANY_STEPS", "FAN_OUT");
    private static final Set<String> NOBODY = Set.of("STEP_UNASSIGNED", "AGENT_LACKS_TYPE", "AGENT_LACKS_SKILL");
    private static final Set<String> TOO_MUCH = Set.of("OVER_BUDGET", "PAST_DEADLINE");

    private final Planner planner;

    Repair(Planner planner) {
        this.planner = planner;
    }

    /** The next revision; declined if nothing would change. */
    Answer mend(Rejection rejection, Collection<Agent> agents) throws InterruptedException {
        Plan rejected = rejection.plan();
        var past = new ArrayList<>(rejected.rounds());
        past.add(
                new Round(rejection.verdict().round(), rejected.revision(), rejection.verdict().blame(), rejection.verdict().violations()));
        return switch (mended(rejected, rejection.verdict().violations(), agents)) {
            case Answer.Planned(Plan plan) when plan.steps().equals(rejected.steps()) ->
                new Answer.Declined("nothing in it would change", plan.usage());
            case Answer.Planned(Plan plan) -> new Answer.Planned(next(rejected, plan, past));
            case Answer.Declined declined -> declined;
        };
    }

    private Answer mended(Plan plan, List<Violation> violations, Collection<Agent> agents) throws InterruptedException {
        if (has(violations, STRUCTURE)) {
            return anew(plan, plan.constraints());
        }
        Set<String> redundant = steps(violations, Set.of("STEP_REDUNDANT"));
        Set<String> unwanted = steps(violations, NOBODY);
        List<Step> steps = drop(plan.steps(), redundant).stream()
                .map(step -> unwanted.contains(step.stepId()) ? retype(step, agents) : step).toList();
        if (has(violations, TOO_MUCH)) {
            Set<String> optional = steps.stream().filter(step -> Boolean.TRUE.equals(step.metadata().get(OPTIONAL))).map(Step::stepId)
                    .collect(Collectors.toSet());
            if (optional.isEmpty()) {
                return coarser(plan);
            }
            steps = drop(steps, optional);
        }
        return new Answer.Planned(with(plan, steps));
    }

    /** The same task within half the steps, which is cheaper and shorter. */
    private Answer coarser(Plan plan) throws InterruptedException {
        Constraints limits = plan.constraints();
        int fewer = Math.max(1, plan.steps().size() / 2);
        var tighter = new Constraints(fewer, limits.maxDepth(), limits.budgetUsd(), limits.deadline(), limits.priority());
        return anew(plan, tighter);
    }

    /** A plan of the same task that is made from nothing, within these limits. */
    private Answer anew(Plan plan, Constraints limits) throws InterruptedException {
        return switch (planner.plan(new Task(plan.taskId(), plan.goal(), plan.context(), limits))) {
            case Answer.Planned(Plan made) -> new Answer.Planned(made.with(made.passedOver(), Usage.sum(plan.usage(), made.usage())));
            case Answer.Declined declined -> declined;
        };
    }

    /** Without these steps; who waited for one waits for what it waited for. */
    private static List<Step> drop(List<Step> steps, Set<String> dropped) {
        if (dropped.isEmpty() || dropped.size() >= steps.size()) {
            return steps;
        }
        Map<String, List<String>> before = new HashMap<>();
        steps.stream().filter(step -> dropped.contains(step.stepId())).forEach(step -> before.put(step.stepId(), step.dependsOn()));
        return steps.stream().filter(step -> !dropped.contains(step.stepId())).map(step -> rewire(step, before)).toList();
    }

    private static Step rewire(Step step, Map<String, List<String>> before) {
        var dependsOn = new LinkedHashSet<String>();
        var seen = new HashSet<String>();
        var open = new ArrayList<>(step.dependsOn());
        while (!open.isEmpty()) {
            String dependency = open.removeFirst();
            if (!seen.add(dependency)) {
                continue;
            }
            List<String> instead = before.get(dependency);
            if (instead == null) {
                dependsOn.add(dependency);
            } else {
                open.addAll(0, instead);
            }
        }
        return with(step, step.type(), List.copyOf(dependsOn), step.requiredSkills());
    }

    private static Step retype(Step step, Collection<Agent> agents) {
        boolean known = agents.stream().anyMatch(agent -> agent.stepTypes().contains(step.type()));
        String type = known ? step.type() : Kinship.of(step.type(), agents).orElse(step.type());
        Set<String> skills = agents.stream()
                .filter(agent -> agent.stepTypes().contains(type))
                .filter(agent -> agent.skills().containsAll(step.requiredSkills()))
                .flatMap(agent -> agent.skills().stream())
                .collect(Collectors.toSet());
        return with(step, type, step.dependsOn(), step.requiredSkills().stream().filter(skills::contains).toList());
    }

    private static boolean has(List<Violation> violations, Set<String> codes) {
        return violations.stream().anyMatch(violation -> codes.contains(violation.code()));
    }

    private static Set<String> steps(List<Violation> violations, Set<String> codes) {
        return violations.stream().filter(violation -> codes.contains(violation.code())).map(Repair::stepOf).collect(Collectors.toSet());
    }

    private static String stepOf(Violation violation) {
        @Nullable String stepId = violation.stepId();
        return stepId == null ? "" : stepId;
    }

    private static Step with(Step step, String type, List<String> dependsOn, List<String> skills) {
        return new Step(step.stepId(), type, step.description(), step.group(), dependsOn, skills, step.metadata());
    }

    private static Plan with(Plan plan, List<Step> steps) {
        return new Plan(plan.taskId(), plan.revision(), plan.goal(), plan.planner(), plan.confidence(), plan.basedOn(), plan.groups(),
                steps,
                plan.context(), plan.constraints(), plan.rounds(), plan.passedOver(), plan.usage());
    }

    private static Plan next(Plan rejected, Plan mended, List<Round> past) {
        return new Plan(rejected.taskId(), rejected.revision() + 1, rejected.goal(), mended.planner(), mended.confidence(),
                mended.basedOn(),
                mended.groups(), mended.steps(), rejected.context(), rejected.constraints(), past, mended.passedOver(), mended.usage());
    }
}
