package dev.planline.validator;

import dev.planline.model.Abandonment;
import dev.planline.model.Agent;
import dev.planline.model.Rejection;
import dev.planline.model.RoutedPlan;
import dev.planline.model.Task;
import dev.planline.model.Verdict;
import dev.planline.runtime.Outcome;
import dev.planline.runtime.Stage;
import dev.planline.wire.Topic;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;

/** What the validator does with routed plans. */
public final class ValidatorStage {

    /** The name of the stage. */
    public static final String NAME = "validator";

    private ValidatorStage() {}

    /**
     * The stage.
     *
     * @param agents the registry as it is now; without it nothing could be judged
     */
    public static Stage of(ValidatorSettings settings, Supplier<Map<String, Agent>> agents, InstantSource clock) {
        return Stage.named(NAME).reading(Topic.ROUTES, RoutedPlan.class, message -> {
            RoutedPlan route = message.value();
            return outcome(route, Validation.judge(route, agents.get(), settings, clock.instant()));
        });
    }

    private static Outcome outcome(RoutedPlan route, Verdict verdict) {
        Task task = route.plan().task();
        return switch (verdict) {
            case Verdict.Accepted accepted -> Outcome.emit(Topic.VALIDATED, route.accepted(accepted));
            case Verdict.Rejected rejected -> Outcome.emit(Topic.REJECTED, new Rejection(task, route.plan(), route, rejected));
            case Verdict.Abandoned abandoned -> Outcome.emit(Topic.ABANDONED, new Abandonment(task, route.plan(), route, abandoned));
        };
    }
}
