package dev.planline.validator;

import dev.planline.graph.PlanGraph;
import dev.planline.model.Remedy;
import dev.planline.model.Violation;
import dev.planline.model.ViolationCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.function.Consumer;

/** The critical path, by what the agents usually take, ends before the task's deadline. */
final class DeadlineCheck implements PlanCheck {

    @Override
    public void run(Case plan, Consumer<Violation> found) {
        Instant deadline = plan.plan().constraints().deadline();
        double seconds = seconds(plan);
        if (deadline == null || !plan.now().plusMillis((long) (seconds * 1_000)).isAfter(deadline)) {
            return;
        }
        double left = Duration.between(plan.now(), deadline).toMillis() / 1_000.0;
        found.accept(new Violation(ViolationCode.PAST_DEADLINE, null,
                String.format(Locale.ROOT, "takes %.0f s along its critical path; %.0f s are left", seconds, left),
                "drop steps, or let more of them run at once", Remedy.DROP));
    }

    /**
     * Length of the critical path in seconds; 0 if the graph is broken. A step without an agent takes no time here: its lack is
     * a violation of the route, and a guess at its time would blame the plan for it.
     */
    static double seconds(Case plan) {
        return switch (plan.graph()) {
            case PlanGraph.Broken broken -> 0;
            case PlanGraph.Sound sound -> longest(sound.ends(step -> plan.agentOf(step).map(agent -> {
                Double usual = agent.durationSeconds();
                return usual == null ? plan.settings().defaultStepSeconds() : usual;
            }).orElse(0.0)).values());
        };
    }

    private static double longest(Collection<Double> ends) {
        return ends.stream().mapToDouble(end -> end).max().orElse(0);
    }
}
