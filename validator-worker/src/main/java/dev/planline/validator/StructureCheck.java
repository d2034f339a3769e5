package dev.planline.validator;

import dev.planline.graph.Flaw;
import dev.planline.graph.Node;
import dev.planline.graph.PlanGraph;
import dev.planline.model.Remedy;
import dev.planline.model.Step;
import dev.planline.model.Violation;
import dev.planline.model.ViolationCode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The plan is an acyclic graph of known steps, within the limits of its task. */
final class StructureCheck implements PlanCheck {

    @Override
    public void run(Case plan, Consumer<Violation> found) {
        int limit = plan.plan().constraints().maxSteps();
        if (plan.plan().steps().size() > limit) {
            report(found, ViolationCode.TOO_MANY_STEPS, null,
                    "the plan has " + plan.plan().steps().size() + " steps; at most " + limit + " are allowed", "plan more coarsely");
        }
        switch (plan.graph()) {
            case PlanGraph.Broken(List<Flaw> flaws) ->
                flaws.forEach(flaw -> report(found, ViolationCode.valueOf(flaw.kind().name()), flaw.stepId(), flaw.message(),
                        "mend " + flaw.field()));
            case PlanGraph.Sound sound -> {
                depth(plan, sound, found);
                finished(sound, found);
            }
        }
        fanOut(plan, found);
    }

    private static void depth(Case plan, PlanGraph.Sound sound, Consumer<Violation> found) {
        int limit = plan.plan().constraints().maxDepth();
        if (sound.depth() > limit) {
            report(found, ViolationCode.TOO_DEEP, null,
                    "groups are nested " + sound.depth() + " deep; at most " + limit + " levels are allowed",
                    "merge levels of groups");
        }
    }

    /** What is finished waited for nothing that is not; a group is finished when all in it is. */
    private static void finished(PlanGraph.Sound sound, Consumer<Violation> found) {
        var done = new HashSet<Node>();
        for (Node node : sound.nodes()) {
            List<Node> before = node.before();
            Step step = node.step();
            if (step == null ? done.containsAll(before) : step.finished()) {
                done.add(node);
            }
            if (step != null && step.finished() && !done.containsAll(before)) {
                Node open = before.stream().filter(other -> !done.contains(other)).findFirst().orElseThrow();
                report(found, ViolationCode.FINISHED_BEFORE_DEPENDENCY, step.stepId(), "is finished, but waited for " + open.id()
                        + ", which is not", "mend finished");
            }
        }
    }

    private static void fanOut(Case plan, Consumer<Violation> found) {
        int limit = plan.settings().maxFanOut();
        Map<String, Integer> dependents = new HashMap<>();
        for (Step step : plan.plan().steps()) {
            step.dependsOn().forEach(id -> dependents.merge(id, 1, Integer::sum));
            if (step.dependsOn().size() > limit) {
                report(found, ViolationCode.FAN_OUT, step.stepId(),
                        "depends on " + step.dependsOn().size() + " others; at most " + limit + " are allowed",
                        "depend on a group instead");
            }
        }
        dependents.forEach((id, count) -> {
            if (count > limit) {
                report(found, ViolationCode.FAN_OUT, id, count + " steps depend on it; at most " + limit + " are allowed",
                        "split what depends on it into groups");
            }
        });
    }

    private static void report(Consumer<Violation> found, ViolationCode code, @Nullable String stepId, String message, String hint) {
        found.accept(new Violation(code, stepId, message, hint, Remedy.REPLAN));
    }
}
