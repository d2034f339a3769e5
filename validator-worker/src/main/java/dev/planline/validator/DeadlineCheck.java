package dev.planline.validator;

import dev.planline.graph.PlanGraph;
import dev.planline.model.Remedy;
import dev.planline.model.Step;
import dev.planline.model.Violation;
import dev.planline.model.ViolationCode;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The critical path, by what the agents usually take, ends before the task's deadline. */
final class DeadlineCheck implements PlanCheck {

    private static final int SHOWN = 5;

    @Override
    public void run(Case plan, Consumer<Violation> found) {
        Instant deadline = plan.plan().constraints().deadline();
        double seconds = seconds(plan);
        if (deadline == null || plan.open().isEmpty() || !plan.now().plusMillis((long) (seconds * 1_000)).isAfter(deadline)) {
            return;
        }
        double left = Duration.between(plan.now(), deadline).toMillis() / 1_000.0;
        found.accept(new Violation(ViolationCode.PAST_DEADLINE, null,
                String.format(Locale.ROOT, "takes %.0f s along its critical path; %.0f s are left; the longest on it: %s", seconds, left,
                        longest(plan)),
                "drop steps, or let more of them run at once", Remedy.DROP));
    }

    /**
     * Length of the critical path in seconds; 0 if the graph is broken. A step without an agent takes no time here: its lack is
     * a violation of the route, and a guess at its time would blame the plan for it.
     */
    static double seconds(Case plan) {
        return criticalPath(plan).stream().mapToDouble(step -> seconds(plan, step)).sum();
    }

    /** The longest steps of the critical path, in its order. */
    private static String longest(Case plan) {
        List<Step> path = criticalPath(plan);
        Set<Step> longest = path.stream().sorted(Comparator.<Step>comparingDouble(step -> seconds(plan, step)).reversed()).limit(SHOWN)
                .collect(Collectors.toSet());
        return Few.of(path.stream().filter(longest::contains)
                .map(step -> String.format(Locale.ROOT, "%s (%.0f s)", step.stepId(), seconds(plan, step))).toList(), path.size());
    }

    private static List<Step> criticalPath(Case plan) {
        return switch (plan.graph()) {
            case PlanGraph.Broken broken -> List.of();
            case PlanGraph.Sound sound -> sound.criticalPath(step -> seconds(plan, step));
        };
    }

    /** How long a step still takes. */
    static double seconds(Case plan, Step step) {
        return step.finished() ? 0 : plan.agentOf(step).map(agent -> {
            Double usual = agent.durationSeconds();
            return usual == null ? plan.settings().defaultStepSeconds() : usual;
        }).orElse(0.0);
    }
}
