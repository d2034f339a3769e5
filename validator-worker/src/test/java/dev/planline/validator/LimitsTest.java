package dev.planline.validator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.planline.model.Agent;
import dev.planline.model.Assignment;
import dev.planline.model.Constraints;
import dev.planline.model.CostTier;
import dev.planline.model.Plan;
import dev.planline.model.Priority;
import dev.planline.model.Remedy;
import dev.planline.model.RoutedPlan;
import dev.planline.model.Step;
import dev.planline.model.Verdict;
import dev.planline.model.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is said of a plan that breaks its budget or its deadline. */
class LimitsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Map<String, Agent> AGENTS = Map.of("dear", agent("dear", List.of("code"), 5, 10), "dearer",
            agent("dearer", List.of("code"), 7, 10), "cheap", agent("cheap", List.of("code"), 1, 100), "open",
            agent("open", List.of(), 2, 10));

    @Test
    void namesTheDearestStepsAndWhichAgentsWouldKeepTheBudget() {
        List<Violation> violations = violations(budget(17), "cheap", "dear", "dearer", "dear", "cheap");
        assertThat(violations).extracting(Violation::stepId).containsExactly(null, "s2");
        assertThat(violations).extracting(Violation::remedy).containsOnly(Remedy.REASSIGN);
        assertThat(violations.getFirst().message()).isEqualTo("costs 19.0000 USD; the budget is 17.0000 USD; the dearest: "
                + "s2 with dearer (7.0000 USD), s1 with dear (5.0000 USD), s3 with dear (5.0000 USD) and 2 more");
        assertThat(violations.getFirst().hint()).isEqualTo("cheaper able agents would keep it: s2 with cheap (1.0000 USD)");
        assertThat(violations.getLast().message()).isEqualTo("dearer costs 7.0000 USD and cheap 1.0000 USD");
        assertThat(violations.getLast().hint()).isEqualTo("give it to cheap");
    }

    @Test
    void namesTheFewestStepsThatHaveToChangeAndAtMostThreeInWords() {
        List<Violation> violations = violations(budget(4), "dear", "dear", "dear", "dear");
        assertThat(violations).extracting(Violation::stepId).containsExactly(null, "s0", "s1", "s2", "s3");
        assertThat(violations.getFirst().hint()).isEqualTo("cheaper able agents would keep it: s0 with cheap (1.0000 USD), "
                + "s1 with cheap (1.0000 USD), s2 with cheap (1.0000 USD) and 1 more");
    }

    @Test
    void speaksAgainstEveryAbleAgentThatIsTooDear() {
        var assignment = new Assignment("s0", "dear", "capability", "", 0.5, "key", List.of());
        var route = new RoutedPlan(plan(budget(1), 1), List.of(), List.of(assignment));
        assertThat(violations(route).getLast().against()).containsExactly("dear", "dearer");
    }

    @Test
    void asksForLessWhereEvenTheCheapestAreTooDear() {
        List<Violation> violations = violations(budget(1.5), "dear", "cheap");
        assertThat(violations).extracting(Violation::stepId, Violation::remedy).containsExactly(
                tuple(null, Remedy.DROP));
        assertThat(violations.getFirst().hint())
                .isEqualTo("the cheapest able agents would cost 2.0000 USD; drop steps, or raise the budget");
    }

    @Test
    void anAgentThatListsNoTypesIsAnOptionWhereItIsAssigned() {
        Map<String, Agent> agents = Map.of("dear", agent("dear", List.of("code"), 5, 10), "open", agent("open", List.of(), 2, 10));
        var route = new RoutedPlan(plan(budget(7), 3), List.of(),
                List.of(assignment(0, "open"), assignment(1, "open"), assignment(2, "dear")));
        Verdict.Rejected rejected = (Verdict.Rejected) Validation.judge(route, agents, ValidatorSettings.DEFAULT, NOW);
        assertThat(rejected.violations().getFirst().hint())
                .isEqualTo("the cheapest able agents would cost 9.0000 USD; drop steps, or raise the budget");
        assertThat(Validation.judge(new RoutedPlan(plan(budget(4), 2), List.of(), List.of(assignment(0, "open"), assignment(1, "open"))),
                agents,
                ValidatorSettings.DEFAULT, NOW)).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void namesTheLongestStepsOfTheCriticalPathInItsOrder() {
        List<Violation> violations = violations(new Constraints(9, 5, null, NOW.plusSeconds(239), Priority.LOW),
                "dear", "cheap", "dear", "cheap", "dear", "dear", "dear");
        assertThat(violations).extracting(Violation::message).containsExactly("takes 250 s along its critical path; 239 s are left; "
                + "the longest on it: s0 (10 s), s1 (100 s), s2 (10 s), s3 (100 s), s4 (10 s) and 2 more");
    }

    private static List<Violation> violations(Constraints limits, String... agents) {
        return violations(new RoutedPlan(plan(limits, agents.length), List.of(),
                IntStream.range(0, agents.length).mapToObj(n -> assignment(n, agents[n])).toList()));
    }

    private static List<Violation> violations(RoutedPlan route) {
        return ((Verdict.Rejected) Validation.judge(route, AGENTS, ValidatorSettings.DEFAULT, NOW)).violations();
    }

    private static Assignment assignment(int number, String agent) {
        return new Assignment("s" + number, agent, "capability", "", 0.5, "key", List.of());
    }

    /** A chain. */
    private static Plan plan(Constraints limits, int steps) {
        List<Step> chain = IntStream.range(0, steps)
                .mapToObj(n -> new Step("s" + n, "code", "write part " + n, null, n == 0 ? List.of() : List.of("s" + (n - 1)))).toList();
        return new Plan("t", 1, "goal", "test", 1, List.of(), List.of(), chain, Map.of(), limits, List.of());
    }

    private static Constraints budget(double usd) {
        return new Constraints(9, 5, usd, null, Priority.LOW);
    }

    private static Agent agent(String name, List<String> types, double usd, double seconds) {
        return new Agent(name, "", types, List.of(), CostTier.MEDIUM, usd, 0.9, 10, seconds, null, null, null);
    }
}
