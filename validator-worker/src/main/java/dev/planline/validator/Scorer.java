package dev.planline.validator;

import dev.planline.model.Agent;
import dev.planline.model.Step;
import dev.planline.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.function.ToDoubleFunction;

/**
 * How good what is still to be done of an accepted plan is: {@code 0.4 success + 0.3 match + 0.2 cost + 0.1 time}.
 *
 * <ul>
 *   <li>success: geometric mean of the agents' success rates. Their product would be the chance that all steps succeed at
 *       the first try, but falls towards 0 with the number of steps and so cannot compare plans of different size.
 *   <li>match: mean over the steps of the share of the agent's skills that the step asks for, 1 where it asks for none.
 *   <li>cost: what is left of the budget; without one, {@code 1 / (1 + 10 x mean cost of a step in dollars)}.
 *   <li>time: what is left until the deadline; without one, how much shorter the critical path is than all steps in a row.
 * </ul>
 */
final class Scorer {

    private static final double LEAST_SUCCESS = 0.01;

    private Scorer() {}

    static Verdict.Accepted accept(Case plan) {
        var components = new Verdict.Components(success(plan), mean(plan, 1, step -> match(plan, step)), cost(plan), time(plan));
        double score = 0.4 * components.success() + 0.3 * components.match() + 0.2 * components.cost() + 0.1 * components.time();
        return new Verdict.Accepted(plan.plan().round(), round(score), components);
    }

    private static double success(Case plan) {
        return round(Math.exp(
                mean(plan, 0,
                        step -> Math.log(Math.max(LEAST_SUCCESS, plan.agentOf(step).map(Agent::successRate).orElse(LEAST_SUCCESS))))));
    }

    private static double match(Case plan, Step step) {
        return plan.agentOf(step).map(agent -> step.requiredSkills().isEmpty()
                ? 1.0
                : (double) step.requiredSkills().stream().filter(agent.skills()::contains).count() / step.requiredSkills().size())
                .orElse(0.0);
    }

    private static double cost(Case plan) {
        double cost = BudgetCheck.cost(plan);
        Double budget = plan.plan().constraints().budgetUsd();
        if (budget != null) {
            return budget == 0 ? 0 : round(Math.max(0, 1 - cost / budget));
        }
        return plan.open().isEmpty() ? 1 : round(1 / (1 + 10 * cost / plan.open().size()));
    }

    private static double time(Case plan) {
        double seconds = DeadlineCheck.seconds(plan);
        Instant deadline = plan.plan().constraints().deadline();
        if (deadline != null) {
            double left = Duration.between(plan.now(), deadline).toMillis() / 1_000.0;
            return left <= 0 ? 0 : round(Math.max(0, 1 - seconds / left));
        }
        double inARow = plan.open().stream().mapToDouble(step -> DeadlineCheck.seconds(plan, step)).sum();
        return inARow == 0 ? 1 : round(Math.min(1, 1 - seconds / inARow + 1.0 / plan.open().size()));
    }

    private static double mean(Case plan, double ofNone, ToDoubleFunction<Step> value) {
        return plan.open().stream().mapToDouble(value).average().orElse(ofNone);
    }

    private static double round(double value) {
        return Math.clamp(Math.round(value * 1e4) / 1e4, 0, 1);
    }
}
