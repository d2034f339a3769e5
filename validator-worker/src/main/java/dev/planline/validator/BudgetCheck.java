package dev.planline.validator;

import dev.planline.model.Agent;
import dev.planline.model.Remedy;
import dev.planline.model.Violation;
import dev.planline.model.ViolationCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * What the agents cost together stays within the task's budget. If cheaper agents would keep it, the fewest steps that have to
 * change for that are named too, each with the agents that are too dear for it.
 */
final class BudgetCheck implements PlanCheck {

    private static final int SHOWN = 3;

    @Override
    public void run(Case plan, Consumer<Violation> found) {
        Double budget = plan.plan().constraints().budgetUsd();
        double cost = cost(plan);
        if (budget == null || cost <= budget) {
            return;
        }
        List<Price> prices = Price.of(plan);
        String message = "costs " + Price.dollars(cost) + "; the budget is " + Price.dollars(budget) + "; the dearest: "
                + Few.of(prices.stream().limit(SHOWN).map(Price::shown).toList(), prices.size());
        double least = prices.stream().mapToDouble(Price::leastUsd).sum();
        if (least > budget) {
            found.accept(new Violation(ViolationCode.OVER_BUDGET, null, message,
                    "the cheapest able agents would cost " + Price.dollars(least) + "; drop steps, or raise the budget", Remedy.DROP));
            return;
        }
        List<Price> changes = changes(prices, cost - budget);
        found.accept(new Violation(ViolationCode.OVER_BUDGET, null, message, "cheaper able agents would keep it: "
                + Few.of(changes.stream().limit(SHOWN).map(BudgetCheck::change).toList(), changes.size()), Remedy.REASSIGN));
        changes.forEach(price -> found.accept(tooDear(plan, price)));
    }

    /** What the chosen agents will cost for what is still to be done, in US dollars. */
    static double cost(Case plan) {
        return plan.open().stream().mapToDouble(step -> plan.agentOf(step).map(plan::costUsd).orElse(0.0)).sum();
    }

    /** The steps whose cheapest agents save enough together, those that save most first. */
    private static List<Price> changes(List<Price> prices, double enoughUsd) {
        var changes = new ArrayList<Price>();
        double saved = 0;
        for (Price price : prices.stream().sorted(Comparator.comparingDouble(Price::savingUsd).reversed()).toList()) {
            if (saved < enoughUsd && price.savingUsd() > 0) {
                changes.add(price);
                saved += price.savingUsd();
            }
        }
        return changes;
    }

    private static String change(Price price) {
        return price.step().stepId() + " with " + price.cheapest().name() + " (" + Price.dollars(price.leastUsd()) + ")";
    }

    /** Speaks against the agent and against all others that are able and dearer than the cheapest, or the router would try them first. */
    private static Violation tooDear(Case plan, Price price) {
        List<String> against = plan.agents().values().stream()
                .filter(agent -> agent.name().equals(price.agent().name())
                        || (plan.able(agent, price.step()) && plan.costUsd(agent) > price.leastUsd()))
                .map(Agent::name).sorted().toList();
        return new Way(Remedy.REASSIGN, "give it to " + price.cheapest().name(), List.of()).violation(ViolationCode.OVER_BUDGET,
                price.step(), price.agent().name() + " costs " + Price.dollars(price.usd()) + " and " + price.cheapest().name() + " "
                        + Price.dollars(price.leastUsd()),
                against);
    }
}
