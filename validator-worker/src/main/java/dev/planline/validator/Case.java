package dev.planline.validator;

import dev.planline.graph.PlanGraph;
import dev.planline.model.Agent;
import dev.planline.model.Assignment;
import dev.planline.model.Plan;
import dev.planline.model.RoutedPlan;
import dev.planline.model.Step;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the checks look at; indexed once, so that each check is linear.
 *
 * @param steps by id; of several with one id the first
 * @param assigned assignments by step; of several for one step the first
 */
record Case(
        RoutedPlan route,
        Plan plan,
        PlanGraph graph,
        Map<String, Step> steps,
        Map<String, Assignment> assigned,
        Map<String, Agent> agents,
        ValidatorSettings settings,
        Instant now) {

    static Case of(RoutedPlan route, Map<String, Agent> agents, ValidatorSettings settings, Instant now) {
        var steps = new LinkedHashMap<String, Step>();
        route.plan().steps().forEach(step -> steps.putIfAbsent(step.stepId(), step));
        var assigned = new LinkedHashMap<String, Assignment>();
        route.assignments().forEach(assignment -> assigned.putIfAbsent(assignment.stepId(), assignment));
        return new Case(route, route.plan(), PlanGraph.of(route.plan()), steps, assigned, agents, settings, now);
    }

    /** The steps that are still to be done, in the order of the plan. */
    List<Step> open() {
        return steps.values().stream().filter(step -> !step.finished()).toList();
    }

    /** The registered agent of a step; empty if it has none. */
    Optional<Agent> agentOf(Step step) {
        return Optional.ofNullable(assigned.get(step.stepId())).map(assignment -> agents.get(assignment.agent()));
    }

    /** What one step costs with an agent, in US dollars. */
    double costUsd(Agent agent) {
        Double cost = agent.costUsd();
        return cost == null ? settings.costOf(agent.costTier()) : cost;
    }

    /** Whether some live agent could take the step. */
    boolean takeable(Step step) {
        return agents.values().stream().anyMatch(agent -> able(agent, step));
    }

    /** Whether an agent is alive, lists the step's type and has its skills. */
    boolean able(Agent agent, Step step) {
        return agent.stepTypes().contains(step.type()) && mayTake(agent, step);
    }

    /** Whether an agent is alive, has the step's skills, and lists its type or none at all; if none, only the router can say if it fits. */
    boolean mayTake(Agent agent, Step step) {
        return agent.aliveAt(now) && agent.takes(step.type()) && agent.skills().containsAll(step.requiredSkills());
    }
}
