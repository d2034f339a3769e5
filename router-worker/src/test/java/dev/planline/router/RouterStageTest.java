package dev.planline.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.model.Abandonment;
import dev.planline.model.Agent;
import dev.planline.model.Assignment;
import dev.planline.model.Blame;
import dev.planline.model.Constraints;
import dev.planline.model.CostTier;
import dev.planline.model.Plan;
import dev.planline.model.Rejection;
import dev.planline.model.Remedy;
import dev.planline.model.Round;
import dev.planline.model.RoutedPlan;
import dev.planline.model.Step;
import dev.planline.model.Verdict;
import dev.planline.model.Violation;
import dev.planline.runtime.StageHarness;
import dev.planline.runtime.StageHarness.Handled;
import dev.planline.wire.Topic;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RouterStageTest {

    private final Map<String, Agent> agents = new LinkedHashMap<>();
    private final StageHarness router = new StageHarness(
            RouterStage.of(RouterSettings.DEFAULT, () -> Map.copyOf(agents), Map::of,
                    new TrackRecords(RouterSettings.DEFAULT.recordHalfLife()), () -> Instant.EPOCH));

    @Test
    void whoWasRuledOutInAnyRoundIsPassedOver() {
        register("x", 0.9);
        register("y", 0.8);
        register("z", 0.1);
        assertThat(rerouted(plan(round(1, against("a", "x"))), assigned("y"), against("a", "y"))).containsExactly("z");
    }

    @Test
    void butNotIfNobodyElseCouldDoTheStep() {
        register("x", 0.9);
        register("y", 0.8);
        assertThat(rerouted(plan(round(1, against("a", "x"))), assigned("y"), against("a", "y"))).containsExactly("x");
    }

    @Test
    void theLatestRoundCountsInAnyCase() {
        register("x", 0.9);
        assertThat(rerouted(plan(), assigned("x"), against("a", "x"))).isEmpty();
    }

    @Test
    void aNewRevisionStillPassesOverWhoWasRuledOut() {
        register("x", 0.9);
        register("y", 0.8);
        assertThat(routed(plan(round(1, against("a", "x"))))).containsExactly("y");
        assertThat(routed(plan(round(1, against("b", "x"))))).as("another step").containsExactly("x");
        agents.remove("y");
        assertThat(routed(plan(round(1, against("a", "x"))))).as("nobody else is left").containsExactly("x");
    }

    @Test
    void onlyWhatIsToBeAssignedAnewRulesAnybodyOut() {
        register("x", 0.9);
        register("y", 0.8);
        var dropped = new Violation("check", "CODE", "a", "it will not do", "hint", Remedy.DROP, List.of("x"), List.of(), null);
        assertThat(routed(plan(round(1, dropped)))).containsExactly("x");
        Handled answer = router.give(Topic.REJECTED, rejection(plan(), assigned("x"), dropped));
        assertThat(((Handled.Published) answer).only(Topic.ABANDONED, Abandonment.class).verdict().reason())
                .isEqualTo("the router has no better agents: it will not do");
    }

    @Test
    void aStepThatWasAssignedTwiceIsAssignedOnce() {
        register("x", 0.9);
        assertThat(rerouted(plan(), List.of(assignment("x"), assignment("y")), against("a"))).containsExactly("x");
    }

    @Test
    void aRoundRemembersWhatWasRejected() {
        register("x", 0.9);
        register("y", 0.8);
        Rejection rejection = rejection(plan(), assigned("x"), against("a", "x"));
        Handled answer = router.give(Topic.REJECTED, rejection);
        assertThat(((Handled.Published) answer).only(Topic.ROUTES, RoutedPlan.class).plan().rounds())
                .containsExactly(new Round(1, 1, Blame.ROUTE, rejection.verdict().violations(), rejection.route().fingerprint()));
    }

    @Test
    void aFinishedStepIsNotRoutedButKeepsWhoDidIt() {
        register("x", 0.9);
        register("y", 0.8);
        var done = new Step("done", "nobodys", "think it over", null, List.of(), List.of(), Map.of(), /* finished= */ true);
        Plan plan = plan().withSteps(List.of(done, plan().steps().getFirst()));
        RoutedPlan route = ((Handled.Published) router.give(Topic.PLANS, plan)).only(Topic.ROUTES, RoutedPlan.class);
        assertThat(route.plan()).isEqualTo(plan);
        assertThat(route.unassigned()).isEmpty();
        assertThat(route.assignments()).extracting(Assignment::stepId).containsExactly("a");
        var past = new Assignment("done", "gone", "capability", "", 0.5, "key", List.of());
        assertThat(rerouted(plan, List.of(assignment("x"), past), against("a", "x"))).containsExactly("gone", "y");
        assertThat(routed(plan.withSteps(List.of(done)))).isEmpty();
    }

    private List<String> rerouted(Plan plan, List<Assignment> assigned, Violation violation) {
        return agents(router.give(Topic.REJECTED, rejection(plan, assigned, violation)));
    }

    private List<String> routed(Plan plan) {
        return agents(router.give(Topic.PLANS, plan));
    }

    private static List<String> agents(Handled answer) {
        return ((Handled.Published) answer).only(Topic.ROUTES, RoutedPlan.class).assignments().stream().map(Assignment::agent).toList();
    }

    private static Rejection rejection(Plan plan, List<Assignment> assigned, Violation violation) {
        return new Rejection(plan.task(), plan, new RoutedPlan(plan, List.of(), assigned),
                new Verdict.Rejected(plan.round(), Blame.ROUTE, List.of(violation)));
    }

    private static List<Assignment> assigned(String agent) {
        return List.of(assignment(agent));
    }

    private static Assignment assignment(String agent) {
        return new Assignment("a", agent, "capability", "", 0.5, "key", List.of());
    }

    private static Plan plan(Round... rounds) {
        var step = new Step("a", "code", "write it", null, List.of());
        return new Plan("t", 1, "goal", "hand", 1, List.of(), List.of(), List.of(step), Map.of(), Constraints.DEFAULT, List.of(rounds));
    }

    private static Round round(int number, Violation violation) {
        return new Round(number, 1, Blame.ROUTE, List.of(violation), null);
    }

    private static Violation against(String stepId, String... agents) {
        return new Violation("check", "CODE", stepId, "it will not do", "hint", Remedy.REASSIGN, List.of(agents), List.of(), null);
    }

    private void register(String name, double successRate) {
        agents.put(name, new Agent(name, "", List.of("code"), List.of(), CostTier.MEDIUM, 0.0, successRate, 100));
    }
}
