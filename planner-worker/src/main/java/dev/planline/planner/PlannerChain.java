package dev.planline.planner;

import dev.planline.graph.PlanGraph;
import dev.planline.model.Plan;
import dev.planline.model.Task;
import java.util.List;
import java.util.Optional;

/** Asks planners in turn; the first plan that is sound and within the task's limits wins, and says who made it. */
public final class PlannerChain implements Planner {

    private final List<Planner> planners;

    /** A chain in this order. */
    public PlannerChain(List<Planner> planners) {
        this.planners = List.copyOf(planners);
    }

    @Override
    public Optional<Plan> plan(Task task) {
        return planners.stream().flatMap(planner -> planner.plan(task).stream()).filter(PlannerChain::acceptable).findFirst();
    }

    private static boolean acceptable(Plan plan) {
        return plan.steps().size() <= plan.constraints().maxSteps()
                && PlanGraph.of(plan) instanceof PlanGraph.Sound sound
                && sound.depth() <= plan.constraints().maxDepth();
    }
}
