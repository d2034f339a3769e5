package dev.planline.planner;

import dev.planline.model.Abandonment;
import dev.planline.model.Agent;
import dev.planline.model.Blame;
import dev.planline.model.Plan;
import dev.planline.model.Rejection;
import dev.planline.model.Task;
import dev.planline.model.Verdict;
import dev.planline.planner.spi.Answer;
import dev.planline.planner.spi.GoalCheck;
import dev.planline.planner.spi.Planner;
import dev.planline.runtime.Outcome;
import dev.planline.runtime.Stage;
import dev.planline.wire.Topic;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What the planner does with tasks and rejections. */
public final class PlannerStage {

    /** The name of the stage. */
    public static final String NAME = "planner";

    private final Planner planner;
    private final Repair repair;
    private final Supplier<Map<String, Agent>> agents;
    private final InstantSource clock;

    private PlannerStage(Planner planner, Supplier<Map<String, Agent>> agents, InstantSource clock) {
        this.planner = planner;
        this.repair = new Repair(planner);
        this.agents = agents;
        this.clock = clock;
    }

    /**
     * The stage.
     *
     * @param agents the registry as it is now
     * @param clock says which of them are alive
     */
    public static Stage of(Planner planner, Supplier<Map<String, Agent>> agents, InstantSource clock) {
        var handlers = new PlannerStage(planner, agents, clock);
        return Stage.named(NAME)
                .reading(Topic.TASKS, Task.class, message -> handlers.plan(message.value()))
                .reading(Topic.REJECTED, Rejection.class, message -> handlers.mend(message.value()));
    }

    private Outcome plan(Task task) throws InterruptedException {
        Optional<String> objection = GoalCheck.objection(task.goal());
        if (objection.isPresent()) {
            return abandon(new Abandonment(task, null, null, new Verdict.Abandoned(1, objection.get(), List.of())));
        }
        return switch (planner.plan(task)) {
            case Answer.Planned(Plan plan) -> Outcome.emit(Topic.PLANS, plan);
            case Answer.Declined declined ->
                abandon(new Abandonment(task, null, null,
                        new Verdict.Abandoned(1, "no planner has a plan: " + declined.reason(), List.of())));
        };
    }

    private Outcome mend(Rejection rejection) throws InterruptedException {
        if (rejection.verdict().blame() != Blame.PLAN) {
            return Outcome.ignore();
        }
        Instant now = clock.instant();
        List<Agent> alive = agents.get().values().stream().filter(agent -> agent.aliveAt(now)).toList();
        return switch (repair.mend(rejection, alive)) {
            case Answer.Planned(Plan plan) -> Outcome.emit(Topic.PLANS, plan);
            case Answer.Declined declined -> abandon(beyondRepair(rejection, declined.reason()));
        };
    }

    private static Abandonment beyondRepair(Rejection rejection, String why) {
        Plan plan = rejection.plan();
        Verdict.Rejected verdict = rejection.verdict();
        String reason = "the planner cannot mend the plan: " + verdict.violations().getFirst().message() + "; " + why;
        return new Abandonment(rejection.task(), plan, rejection.route(),
                new Verdict.Abandoned(verdict.round(), reason, rejection.rounds()));
    }

    private static Outcome abandon(Abandonment abandonment) {
        return Outcome.emit(Topic.ABANDONED, abandonment);
    }
}
