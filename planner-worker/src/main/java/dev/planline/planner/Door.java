package dev.planline.planner;

import dev.planline.graph.Flaw;
import dev.planline.graph.PlanGraph;
import dev.planline.model.Constraints;
import dev.planline.model.Plan;
import dev.planline.model.Task;
import dev.planline.planner.spi.Answer;
import java.util.ArrayList;
import java.util.List;

/** What no plan of any planner may pass with: limits that are not held, cycles, ids that are used twice or lead nowhere. */
final class Door {

    private static final int SHOWN = 5;

    private Door() {}

    /** The answer as it is, unless it is a plan with flaws. */
    static Answer check(Task task, Answer answer) {
        return switch (answer) {
            case Answer.Declined _ -> answer;
            case Answer.Planned(Plan plan) -> {
                List<String> flaws = flaws(task, plan);
                yield flaws.isEmpty() ? answer : new Answer.Declined("its plan was refused: " + shown(flaws), plan.usage());
            }
        };
    }

    private static List<String> flaws(Task task, Plan plan) {
        Constraints limits = task.constraints();
        var flaws = new ArrayList<String>();
        if (!plan.taskId().equals(task.taskId())) {
            flaws.add("it is for the task \"" + plan.taskId() + "\"");
        }
        if (plan.steps().size() > limits.maxSteps()) {
            flaws.add("it has " + plan.steps().size() + " steps; at most " + limits.maxSteps() + " are allowed");
        }
        switch (PlanGraph.of(plan)) {
            case PlanGraph.Broken(List<Flaw> broken) -> broken.forEach(flaw -> flaws.add(flaw.message()));
            case PlanGraph.Sound sound -> {
                if (sound.depth() > limits.maxDepth()) {
                    flaws.add("it has " + sound.depth() + " levels of groups; at most " + limits.maxDepth() + " are allowed");
                }
            }
        }
        return flaws;
    }

    private static String shown(List<String> flaws) {
        String first = String.join("; ", flaws.subList(0, Math.min(SHOWN, flaws.size())));
        return flaws.size() <= SHOWN ? first : first + "; and " + (flaws.size() - SHOWN) + " more";
    }
}
