package dev.planline.planner;

import dev.planline.model.PassedOver;
import dev.planline.model.Task;
import dev.planline.model.Usage;
import dev.planline.planner.spi.Answer;
import dev.planline.planner.spi.Planner;
import dev.planline.text.Beginning;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks planners in turn; the first plan that passes the door wins, and says who made it and who was asked before. */
public final class PlannerChain implements Planner {

    private final List<Planner> planners;

    /** A chain in this order. */
    public PlannerChain(List<Planner> planners) {
        this.planners = List.copyOf(planners);
    }

    @Override
    public String name() {
        return "chain";
    }

    @Override
    public Answer plan(Task task) throws InterruptedException {
        var passedOver = new ArrayList<PassedOver>();
        Usage used = null;
        for (Planner planner : planners) {
            switch (Door.check(task, planner.plan(task))) {
                case Answer.Planned(var plan) -> {
                    return new Answer.Planned(plan.with(passedOver, Usage.sum(used, plan.usage())));
                }
                case Answer.Declined(String reason, @Nullable Usage more) -> {
                    passedOver.add(new PassedOver(planner.name(), shortened(reason)));
                    used = Usage.sum(used, more);
                }
            }
        }
        return new Answer.Declined(why(passedOver), used);
    }

    private static String why(List<PassedOver> passedOver) {
        return passedOver.isEmpty()
                ? "there is no planner"
                : passedOver.stream().map(one -> one.planner() + ": " + one.reason()).collect(Collectors.joining("; "));
    }

    private static String shortened(String reason) {
        return reason.length() <= PassedOver.REASON_LIMIT ? reason : Beginning.of(reason, PassedOver.REASON_LIMIT - 3) + "...";
    }
}
