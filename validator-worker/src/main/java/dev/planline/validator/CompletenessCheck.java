package dev.planline.validator;

import dev.planline.model.Assignment;
import dev.planline.model.Remedy;
import dev.planline.model.Step;
import dev.planline.model.Unassigned;
import dev.planline.model.Violation;
import dev.planline.model.ViolationCode;
import dev.planline.text.Names;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Each step that is still to be done is assigned, no step twice, and nothing else is. */
final class CompletenessCheck implements PlanCheck {

    @Override
    public void run(Case plan, Consumer<Violation> found) {
        Map<String, String> reasons = new HashMap<>();
        plan.route().unassigned().forEach(unassigned -> reasons.put(unassigned.stepId(), unassigned.reason()));
        for (Step step : plan.open()) {
            if (!plan.assigned().containsKey(step.stepId())) {
                unassigned(plan, step, reasons.getOrDefault(step.stepId(), "the route does not mention it"), found);
            }
        }
        var seen = new HashSet<String>();
        for (Assignment assignment : plan.route().assignments()) {
            if (!seen.add(assignment.stepId())) {
                found.accept(new Violation(ViolationCode.DUPLICATE_ASSIGNMENT, assignment.stepId(),
                        "the step is assigned more than once", "keep one assignment", Remedy.REASSIGN));
            }
            strange(plan, assignment.stepId(), found);
        }
        plan.route().unassigned().stream().map(Unassigned::stepId).forEach(id -> strange(plan, id, found));
    }

    private static void unassigned(Case plan, Step step, String reason, Consumer<Violation> found) {
        found.accept(
                Way.toAssign(plan, step).violation(ViolationCode.STEP_UNASSIGNED, step, "nobody takes the step: " + reason, List.of()));
    }

    private static void strange(Case plan, String stepId, Consumer<Violation> found) {
        if (!plan.steps().containsKey(stepId)) {
            String message = "the plan has no step \"" + stepId + "\""
                    + Names.didYouMean(stepId, plan.steps().keySet().stream().limit(200).toList());
            found.accept(new Violation(ViolationCode.STEP_UNKNOWN, stepId, message, "leave it out of the route", Remedy.REASSIGN));
        }
    }
}
