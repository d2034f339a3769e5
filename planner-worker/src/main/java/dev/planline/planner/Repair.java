package dev.planline.planner;

import dev.planline.graph.PlanGraph;
import dev.planline.model.Agent;
import dev.planline.model.Constraints;
import dev.planline.model.Group;
import dev.planline.model.Plan;
import dev.planline.model.Rejection;
import dev.planline.model.Remedy;
import dev.planline.model.Round;
import dev.planline.model.Step;
import dev.planline.model.Task;
import dev.planline.model.Usage;
import dev.planline.model.Violation;
import dev.planline.planner.spi.Answer;
import dev.planline.planner.spi.Planner;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Mends a rejected plan by the remedies that the violations ask for: leaves steps out, gives a step that nobody takes a type
 * of kin, splits one that is too much for one agent, or plans again. It never repeats the plan that was just rejected.
 */
final class Repair {

    /** Metadata key of steps that may be dropped. */
    static final String OPTIONAL = "optional";

    /** Metadata key of steps that were to need more skills than one live agent has: the skills that they do without. */
    static final String SKILLS_LEFT_OUT = "skillsLeftOut";

    private final Planner planner;

    Repair(Planner planner) {
        this.planner = planner;
    }

    /**
     * The next revision; declined if nothing would change.
     *
     * @param agents those that are alive
     */
    Answer mend(Rejection rejection, Collection<Agent> agents) throws InterruptedException {
        Plan rejected = rejection.plan();
        return switch (mended(rejected, rejection.verdict().violations(), agents)) {
            case Answer.Planned(Plan plan) when plan.steps().equals(rejected.steps()) && plan.groups().equals(rejected.groups()) ->
                new Answer.Declined("nothing in it would change", plan.usage());
            case Answer.Planned(Plan plan) -> new Answer.Planned(next(rejected, plan, rejection.rounds()));
            case Answer.Declined declined -> declined;
        };
    }

    private Answer mended(Plan plan, List<Violation> violations, Collection<Agent> agents) throws InterruptedException {
        if (!asking(violations, Remedy.REPLAN).isEmpty()) {
            return anew(plan, plan.constraints());
        }
        List<Step> steps = dropped(plan, asking(violations, Remedy.DROP));
        steps = redescribed(steps, changeable(plan, steps(asking(violations, Remedy.REDESCRIBE))), agents);
        steps = split(plan, steps, asking(violations, Remedy.SPLIT), agents);
        if (asking(violations, Remedy.DROP).stream().anyMatch(violation -> violation.stepId() == null)) {
            Set<String> optional = changeable(plan,
                    steps.stream().filter(step -> Boolean.TRUE.equals(step.metadata().get(OPTIONAL))).map(Step::stepId)
                            .collect(Collectors.toSet()));
            if (optional.isEmpty()) {
                return coarser(plan);
            }
            steps = Rewiring.drop(steps, optional);
        }
        return new Answer.Planned(plan.withSteps(steps));
    }

    /** Without these steps. Who waited for one waits for its twin, unless that waits for it. */
    private static List<Step> dropped(Plan plan, List<Violation> violations) {
        Set<String> dropped = changeable(plan, steps(violations));
        Map<String, String> twins = violations.stream().filter(violation -> violation.twin() != null)
                .collect(Collectors.toMap(Repair::stepOf, violation -> String.valueOf(violation.twin()), (one, other) -> one));
        List<Step> steps = Rewiring.drop(plan.steps(), dropped, twins);
        return PlanGraph.of(plan.withSteps(steps)) instanceof PlanGraph.Sound ? steps : Rewiring.drop(plan.steps(), dropped);
    }

    /** Those of these steps that may be changed: what is finished stays as it is, and so does what it waited for. */
    private static Set<String> changeable(Plan plan, Set<String> steps) {
        Set<String> fixed = Rewiring.fixed(plan.steps());
        return steps.stream().filter(stepId -> !fixed.contains(stepId)).collect(Collectors.toSet());
    }

    /** With each of these steps split while the task's limit allows it, and else asked for otherwise. */
    private static List<Step> split(Plan plan, List<Step> steps, List<Violation> violations, Collection<Agent> agents) {
        Set<String> groups = plan.groups().stream().map(Group::groupId).collect(Collectors.toSet());
        Set<String> changeable = changeable(plan, steps(violations));
        List<Step> split = steps;
        for (Violation violation : violations.stream().filter(one -> changeable.contains(stepOf(one))).toList()) {
            int more = violation.parts().size() - 1;
            split = more > 0 && split.size() + more <= plan.constraints().maxSteps()
                    ? Rewiring.split(split, groups, stepOf(violation), violation.parts())
                    : redescribed(split, Set.of(stepOf(violation)), agents);
        }
        return split;
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
        if (plan.steps().stream().anyMatch(Step::finished)) {
            return new Answer.Declined("some steps are finished, and a new plan would not know of them", plan.usage());
        }
        return switch (planner.plan(new Task(plan.taskId(), plan.goal(), plan.context(), limits))) {
            case Answer.Planned(Plan made) -> new Answer.Planned(made.with(made.passedOver(), Usage.sum(plan.usage(), made.usage())));
            case Answer.Declined declined -> declined;
        };
    }

    private static List<Step> redescribed(List<Step> steps, Set<String> which, Collection<Agent> agents) {
        return steps.stream().map(step -> which.contains(step.stepId()) ? redescribe(step, agents) : step).toList();
    }

    private static Step redescribe(Step step, Collection<Agent> agents) {
        boolean known = agents.stream().anyMatch(agent -> agent.stepTypes().contains(step.type()));
        String type = known ? step.type() : Kinship.of(step.type(), agents).orElse(step.type());
        List<String> kept = agents.stream()
                .filter(agent -> agent.stepTypes().contains(type))
                .map(agent -> step.requiredSkills().stream().filter(agent.skills()::contains).toList())
                .max(Comparator.comparingInt(List::size)).orElse(step.requiredSkills());
        List<String> missing = step.requiredSkills().stream().filter(skill -> !kept.contains(skill)).toList();
        return new Step(step.stepId(), type, step.description(), step.group(), step.dependsOn(),
                kept, noting(step.metadata(), missing));
    }

    /** Whoever carries the step out can read in it what it was to need, since a need must not vanish. */
    private static Map<String, Object> noting(Map<String, Object> metadata, List<String> missing) {
        if (missing.isEmpty()) {
            return metadata;
        }
        Map<String, Object> noted = new LinkedHashMap<>(metadata);
        noted.put(SKILLS_LEFT_OUT, missing);
        return noted;
    }

    private static List<Violation> asking(List<Violation> violations, Remedy remedy) {
        return violations.stream().filter(violation -> violation.remedy() == remedy).toList();
    }

    private static Set<String> steps(List<Violation> violations) {
        return violations.stream().map(Repair::stepOf).collect(Collectors.toSet());
    }

    private static String stepOf(Violation violation) {
        @Nullable String stepId = violation.stepId();
        return stepId == null ? "" : stepId;
    }

    private static Plan next(Plan rejected, Plan mended, List<Round> past) {
        return new Plan(rejected.taskId(), rejected.revision() + 1, rejected.goal(), mended.planner(), mended.confidence(),
                mended.basedOn(),
                mended.groups(), mended.steps(), rejected.context(), rejected.constraints(), past, mended.passedOver(), mended.usage());
    }
}
