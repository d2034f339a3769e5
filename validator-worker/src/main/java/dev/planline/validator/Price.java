package dev.planline.validator;

import dev.planline.model.Agent;
import dev.planline.model.Assignment;
import dev.planline.model.Step;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a step costs with its agent, and what it would at least.
 *
 * @param usd what its agent costs, in US dollars
 * @param cheapest the cheapest of its agent and those that list its type and could take it
 * @param leastUsd what that one costs, in US dollars
 */
record Price(Step step, Assignment assignment, Agent agent, double usd, Agent cheapest, double leastUsd) {

    private record Demand(String type, Set<String> skills) {}

    double savingUsd() {
        return usd - leastUsd;
    }

    /** The prices of all steps that are still to be done and have a registered agent, dearest first. Steps that ask for the same are looked up once. */
    static List<Price> of(Case plan) {
        var known = new HashMap<Demand, Optional<Agent>>();
        var prices = new ArrayList<Price>();
        for (Assignment assignment : plan.assigned().values()) {
            Step step = plan.steps().get(assignment.stepId());
            Agent agent = plan.agents().get(assignment.agent());
            if (step != null && agent != null && !step.finished()) {
                Agent least = cheapest(plan, step, known).filter(other -> plan.costUsd(other) < plan.costUsd(agent)).orElse(agent);
                prices.add(new Price(step, assignment, agent, plan.costUsd(agent), least, plan.costUsd(least)));
            }
        }
        prices.sort(Comparator.comparingDouble(Price::usd).reversed());
        return prices;
    }

    private static Optional<Agent> cheapest(Case plan, Step step, Map<Demand, Optional<Agent>> known) {
        Collection<Agent> agents = plan.agents().values();
        return known.computeIfAbsent(new Demand(step.type(), Set.copyOf(step.requiredSkills())),
                demand -> agents.stream().filter(agent -> plan.able(agent, step))
                        .min(Comparator.comparingDouble(plan::costUsd).thenComparing(Agent::name)));
    }

    /** For example {@code build.code with builder_agent (0.0200 USD)}. */
    String shown() {
        return step.stepId() + " with " + agent.name() + " (" + dollars(usd) + ")";
    }

    static String dollars(double usd) {
        return String.format(Locale.ROOT, "%.4f USD", usd);
    }
}
