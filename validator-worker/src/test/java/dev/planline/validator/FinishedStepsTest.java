package dev.planline.validator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.model.Agent;
import dev.planline.model.Assignment;
import dev.planline.model.Constraints;
import dev.planline.model.CostTier;
import dev.planline.model.Group;
import dev.planline.model.Plan;
import dev.planline.model.Priority;
import dev.planline.model.RoutedPlan;
import dev.planline.model.Step;
import dev.planline.model.Verdict;
import dev.planline.model.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A plan that is judged again while it is carried out. */
class FinishedStepsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Map<String, Agent> AGENTS = Map.of("dev",
            new Agent("dev", "", List.of("code"), List.of(), CostTier.MEDIUM, 1.0, 0.81, 10, 100.0, null, null, null), "dead",
            new Agent("dead", "", List.of("code"), List.of(), CostTier.MEDIUM, 1.0, 0.81, 10, 100.0, 0, NOW.minusSeconds(61), 60L));

    @Test
    void whatIsFinishedNeedsNoAgentNoMoneyAndNoTime() {
        var justEnough = new Constraints(9, 5, 1.0, NOW.plusSeconds(100), Priority.LOW);
        Plan plan = plan(justEnough, List.of(), step("a", true), step("b", false, "a"));
        for (List<Assignment> assignments : List.of(List.of(to("b", "dev")), List.of(to("a", "dead"), to("b", "dev")),
                List.of(to("a", "ghost"), to("b", "dev")), List.of(to("a", "dev"), to("b", "dev")))) {
            assertThat(judge(new RoutedPlan(plan, List.of(), assignments))).isEqualTo(
                    new Verdict.Accepted(1, 0.624, new Verdict.Components(0.81, 1, 0, 0)));
        }
    }

    @Test
    void whatIsAllFinishedIsAsGoodAsCanBeAndNeverTooLate() {
        Plan plan = plan(Constraints.DEFAULT, List.of(), step("a", true));
        assertThat(judge(new RoutedPlan(plan, List.of(), List.of()))).isEqualTo(
                new Verdict.Accepted(1, 1, new Verdict.Components(1, 1, 1, 1)));
        var late = new Constraints(9, 5, null, NOW.minusSeconds(1), Priority.LOW);
        assertThat(judge(new RoutedPlan(plan(late, List.of(), step("a", true)), List.of(), List.of())))
                .isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void whatIsFinishedMayBeAskedForAgain() {
        var first = new Step("a", "code", "Write the tests", null, List.of(), List.of(), Map.of(), /* finished= */ true);
        var again = new Step("b", "code", "Write the tests", null, List.of());
        assertThat(judge(new RoutedPlan(plan(Constraints.DEFAULT, List.of(), first, again), List.of(), List.of(to("b", "dev")))))
                .isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void whatItWaitedForMustBeFinishedToo() {
        assertThat(codes(List.of(), step("a", false), step("b", true, "a"))).containsExactly("b:FINISHED_BEFORE_DEPENDENCY");
        assertThat(codes(List.of(), step("a", false), step("b", true, "a"), step("c", true, "b"))).as("only the first after what is open")
                .containsExactly("b:FINISHED_BEFORE_DEPENDENCY");
        var groups = List.of(new Group("outer", "all", null), new Group("inner", "some", "outer"));
        var open = new Step("x", "code", "do x", "inner", List.of());
        var done = new Step("y", "code", "do y", "outer", List.of(), List.of(), Map.of(), /* finished= */ true);
        assertThat(codes(groups, open, done, step("b", true, "outer"))).containsExactly("b:FINISHED_BEFORE_DEPENDENCY");
        assertThat(codes(groups, open, done, step("b", true, "y"))).isEmpty();
    }

    private static List<String> codes(List<Group> groups, Step... steps) {
        Plan plan = plan(Constraints.DEFAULT, groups, steps);
        var route = new RoutedPlan(plan, List.of(), plan.steps().stream().map(step -> to(step.stepId(), "dev")).toList());
        return switch (judge(route)) {
            case Verdict.Accepted accepted -> List.of();
            case Verdict.Rejected rejected -> rejected.violations().stream().map(FinishedStepsTest::shown).toList();
            case Verdict.Abandoned abandoned -> throw new AssertionError(abandoned.reason());
        };
    }

    private static String shown(Violation violation) {
        return violation.stepId() + ":" + violation.code();
    }

    private static Verdict judge(RoutedPlan route) {
        return Validation.judge(route, AGENTS, ValidatorSettings.DEFAULT, NOW);
    }

    private static Assignment to(String stepId, String agent) {
        return new Assignment(stepId, agent, "capability", "", 0.5, "key", List.of());
    }

    private static Step step(String id, boolean finished, String... dependsOn) {
        return new Step(id, "code", "do " + id, null, List.of(dependsOn), List.of(), Map.of(), finished);
    }

    private static Plan plan(Constraints limits, List<Group> groups, Step... steps) {
        return new Plan("t", 1, "goal", "test", 1, List.of(), groups, List.of(steps), Map.of(), limits, List.of());
    }
}
