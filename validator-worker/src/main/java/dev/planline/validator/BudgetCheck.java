package dev.planline.validator;

import dev.planline.model.Agent;
import dev.planline.model.Remedy;
import dev.planline.model.Step;
import dev.planline.model.Violation;
import dev.planline.model.ViolationCode;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/** What the agents cost together stays within the task's budget. */
final class BudgetCheck implements PlanCheck {

    @Override
    public void run(Case plan, Consumer<Violation> found) {
        Double budget = plan.plan().constraints().budgetUsd();
        double cost = cost(plan);
        if (budget == null || cost <= budget) {
            return;
        }
        boolean cheaper = cheapest(plan) <= budget;
        String hint = cheaper ? "cheaper able agents would keep it" : "drop steps, or raise the budget";
        found.accept(new Violation(ViolationCode.OVER_BUDGET, null,
                String.format(Locale.ROOT, "costs %.4f USD; the budget is %.4f USD", cost, budget), hint,
                cheaper ? Remedy.REASSIGN : Remedy.DROP));
    }

    /** What the chosen agents cost, in US dollars. */
    static double cost(Case plan) {
        return plan.steps().values().stream().mapToDouble(step -> plan.agentOf(step).map(agent -> cost(plan, agent)).orElse(0.0)).sum();
    }

    private static double cost(Case plan, Agent agent) {
        Double cost = agent.costUsd();
        return cost == null ? plan.settings().costOf(agent.costTier()) : cost;
    }

    private static double cheapest(Case plan) {
        return plan.steps().values().stream().mapToDouble(step -> cheapest(plan, step).orElse(0)).sum();
    }

    private static OptionalDouble cheapest(Case plan, Step step) {
        return plan.agents().values().stream().filter(agent -> plan.able(agent, step)).mapToDouble(agent -> cost(plan, agent)).min();
    }
}
