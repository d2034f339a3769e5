package dev.planline.validator;

import dev.planline.model.Agent;
import dev.planline.model.Assignment;
import dev.planline.model.Step;
import dev.planline.model.Violation;
import dev.planline.model.ViolationCode;
import dev.planline.text.Names;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Each agent that still has a step to do exists, is alive, takes the step's type and has the skills. */
final class SolvabilityCheck implements PlanCheck {

    @Override
    public void run(Case plan, Consumer<Violation> found) {
        for (Assignment assignment : plan.route().assignments()) {
            Step step = plan.steps().get(assignment.stepId());
            if (step != null && !step.finished()) {
                check(plan, step, assignment, (code, message) -> found.accept(
                        Way.without(plan, step, assignment.agent()).violation(code, step, message, List.of(assignment.agent()))));
            }
        }
    }

    private static void check(Case plan, Step step, Assignment assignment, BiConsumer<ViolationCode, String> found) {
        Agent agent = plan.agents().get(assignment.agent());
        if (agent == null) {
            found.accept(ViolationCode.AGENT_UNKNOWN, "no agent is registered as \"" + assignment.agent() + "\""
                    + Names.didYouMean(assignment.agent(), plan.agents().keySet()));
            return;
        }
        if (!agent.aliveAt(plan.now())) {
            found.accept(ViolationCode.AGENT_DEAD,
                    agent.name() + " last reported at " + agent.reportedAt() + " and lives " + agent.ttlSeconds() + " s");
        }
        if (!agent.takes(step.type())) {
            found.accept(ViolationCode.AGENT_LACKS_TYPE, agent.name() + " does not take steps of type " + step.type() + "; it takes "
                    + String.join(", ", agent.stepTypes()));
        }
        List<String> missing = step.requiredSkills().stream().filter(skill -> !agent.skills().contains(skill)).toList();
        if (!missing.isEmpty()) {
            found.accept(ViolationCode.AGENT_LACKS_SKILL, agent.name() + " lacks " + String.join(", ", missing));
        }
    }
}
