package dev.planline.validator;

import dev.planline.model.Remedy;
import dev.planline.model.Step;
import dev.planline.model.Violation;
import dev.planline.model.ViolationCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * No two steps that are still to be done ask for the same work, whoever it was given to and however it is phrased. One look-up
 * per step. What is finished may be asked for again: the first try may not have been good enough.
 */
final class RedundancyCheck implements PlanCheck {

    @Override
    public void run(Case plan, Consumer<Violation> found) {
        Map<Set<String>, Step> first = new HashMap<>();
        for (Step step : plan.open()) {
            Set<String> meaning = Meaning.of(step.description());
            Step same = meaning.isEmpty() ? null : first.putIfAbsent(meaning, step);
            if (same != null) {
                ViolationCode code = ViolationCode.STEP_REDUNDANT;
                found.accept(new Violation(code.check(), code.name(), step.stepId(),
                        "says the same as " + same.stepId() + ": \"" + step.description() + "\"", "drop it, or say what sets it apart",
                        Remedy.DROP, List.of(), List.of(), same.stepId()));
            }
        }
    }
}
