package dev.planline.validator;

import dev.planline.model.Agent;
import dev.planline.model.Remedy;
import dev.planline.model.Step;
import dev.planline.model.Violation;
import dev.planline.model.ViolationCode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a step could be done that its route does not get done.
 *
 * @param hint the same in words
 * @param parts the skills of each part if the remedy is to split the step; else empty
 */
record Way(Remedy remedy, String hint, List<List<String>> parts) {

    /** For a step without an agent. Those that list no types do not count: the router found that none of them fits. */
    static Way toAssign(Case plan, Step step) {
        return plan.takeable(step)
                ? new Way(Remedy.REASSIGN, "an able agent is registered; assign it", List.of())
                : byAnotherPlan(plan, step);
    }

    /** For a step whose agent cannot do it. */
    static Way without(Case plan, Step step, String agent) {
        boolean another = plan.agents().values().stream().anyMatch(other -> !other.name().equals(agent) && plan.mayTake(other, step));
        return another ? new Way(Remedy.REASSIGN, "choose another agent", List.of()) : byAnotherPlan(plan, step);
    }

    private static Way byAnotherPlan(Case plan, Step step) {
        List<List<String>> parts = parts(plan, step);
        if (parts.isEmpty()) {
            return new Way(Remedy.REDESCRIBE, "give the step a type and skills that a registered agent has", List.of());
        }
        String sets = parts.stream().map(part -> String.join(", ", part)).collect(Collectors.joining("; then "));
        return new Way(Remedy.SPLIT, "no agent has all of its skills, but several together do: split it into " + sets, parts);
    }

    /**
     * The skills of the step in as many parts as there are agents needed, each part within the skills of one of them; empty if
     * live agents that list its type do not have all of them together. Greedy, so at most {@code ln n + 1} times as many as
     * the fewest (Chvatal, 1979).
     */
    private static List<List<String>> parts(Case plan, Step step) {
        List<Agent> takers = plan.agents().values().stream()
                .filter(agent -> agent.aliveAt(plan.now()) && agent.stepTypes().contains(step.type())).toList();
        var open = new LinkedHashSet<>(step.requiredSkills());
        var parts = new ArrayList<List<String>>();
        while (!open.isEmpty()) {
            List<String> most = List.of();
            for (Agent agent : takers) {
                List<String> held = open.stream().filter(agent.skills()::contains).toList();
                most = held.size() > most.size() ? held : most;
            }
            if (most.isEmpty()) {
                return List.of();
            }
            parts.add(most);
            most.forEach(open::remove);
        }
        return parts.size() < 2 ? List.of() : parts;
    }

    /** The violation that asks for it; {@code against} are the agents that must not have the step. */
    Violation violation(ViolationCode code, Step step, String message, List<String> against) {
        return new Violation(code.check(), code.name(), step.stepId(), message, hint, remedy, against, parts, null);
    }
}
