package dev.planline.validator;

import dev.planline.model.Agent;
import dev.planline.model.Assignment;
import dev.planline.model.Blame;
import dev.planline.model.Step;
import dev.planline.model.Violation;
import dev.planline.text.Names;
import java.util.List;
import java.util.function.BiConsumer;

/** Each chosen agent exists, is alive, takes the step's type and has the skills. */
final class SolvabilityCheck implements PlanCheck {

    private static final String NAME = "solvability";

    @Override
    public void run(Case plan, BiConsumer<Blame, Violation> found) {
        for (Assignment assignment : plan.route().assignments()) {
            Step step = plan.steps().get(assignment.stepId());
            if (step != null) {
                check(plan, step, assignment,
                        (code, message, hint) -> found.accept(Blame.ROUTE, new Violation(NAME, code, step.stepId(), message, hint)));
            }
        }
    }

    private interface Report {
        void add(String code, String message, String hint);
    }

    private static void check(Case plan, Step step, Assignment assignment, Report report) {
        Agent agent = plan.agents().get(assignment.agent());
        if (agent == null) {
            report.add("AGENT_UNKNOWN",
                    "no agent is registered as \"" + assignment.agent() + "\""
                            + Names.didYouMean(assignment.agent(), plan.agents().keySet()),
                    "choose a registered agent");
            return;
        }
        if (!agent.aliveAt(plan.now())) {
            report.add("AGENT_DEAD", agent.name() + " last reported at " + agent.reportedAt() + " and lives " + agent.ttlSeconds() + " s",
                    "choose another agent");
        }
        if (!agent.takes(step.type())) {
            report.add("AGENT_LACKS_TYPE", agent.name() + " does not take steps of type " + step.type(),
                    "it takes " + String.join(", ", agent.stepTypes()));
        }
        List<String> missing = step.requiredSkills().stream().filter(skill -> !agent.skills().contains(skill)).toList();
        if (!missing.isEmpty()) {
            report.add("AGENT_LACKS_SKILL", agent.name() + " lacks " + String.join(", ", missing),
                    "choose an agent with these skills, or drop them from the step");
        }
    }
}
