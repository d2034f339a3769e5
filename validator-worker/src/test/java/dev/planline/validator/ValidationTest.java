package dev.planline.validator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.planline.model.Agent;
import dev.planline.model.Assignment;
import dev.planline.model.Blame;
import dev.planline.model.Constraints;
import dev.planline.model.CostTier;
import dev.planline.model.Group;
import dev.planline.model.Plan;
import dev.planline.model.Priority;
import dev.planline.model.Remedy;
import dev.planline.model.Round;
import dev.planline.model.RoutedPlan;
import dev.planline.model.Step;
import dev.planline.model.Unassigned;
import dev.planline.model.Verdict;
import dev.planline.model.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidationTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Map<String, Agent> AGENTS = Map.of(
            "dev", new Agent("dev", "", List.of("code"), List.of("coding"), CostTier.MEDIUM, 0.02, 0.81, 10, 100.0, null, null, null),
            "dear", new Agent("dear", "", List.of("code"), List.of("coding"), CostTier.EXPENSIVE, 0.5, 0.81, 10, 100.0, null, null, null),
            "dead", new Agent("dead", "", List.of("code"), List.of(), CostTier.CHEAP, null, 0.9, 10, null, 0, NOW.minusSeconds(61), 60L),
            "open", new Agent("open", "paints", List.of(), List.of(), CostTier.MEDIUM, 0.02, 0.5, 10));

    @Test
    void acceptsAValidPlanWithItsScore() {
        Verdict.Accepted accepted = (Verdict.Accepted) judge(route(plan(step("a"), step("b", "a"))));
        assertThat(accepted.components()).isEqualTo(new Verdict.Components(0.81, 1, 0.8333, 0.5));
        assertThat(accepted.score()).isEqualTo(0.8407);
        assertThat(accepted.round()).isEqualTo(1);
    }

    @Test
    void theScoreDoesNotFallWithSize() {
        double small = ((Verdict.Accepted) judge(route(chainless(7)))).score();
        double large = ((Verdict.Accepted) judge(route(chainless(700)))).score();
        assertThat(large).isCloseTo(small, within(0.02));
    }

    @ParameterizedTest
    @CsvSource({
        "ghost,    AGENT_UNKNOWN",
        "dead,     AGENT_DEAD",
    })
    void anAgentMustExistAndBeAlive(String agent, String code) {
        assertRejected(judge(new RoutedPlan(plan(step("a")), List.of(), List.of(assignment("a", agent)))), Blame.ROUTE, "a:" + code);
    }

    @Test
    void anAgentMustTakeTheTypeAndHaveTheSkills() {
        var wrongType = new Step("a", "paint", "paint it", null, List.of());
        assertRejected(judge(route(plan(wrongType))), Blame.ROUTE, "a:AGENT_LACKS_TYPE");
        var wrongSkill = new Step("a", "code", "code it", null, List.of(), List.of("coding", "cobol"), Map.of());
        assertRejected(judge(route(plan(wrongSkill))), Blame.PLAN, "a:AGENT_LACKS_SKILL");
    }

    @Test
    void anAgentThatListsNoTypesTakesAnyButIsNotWhatAPlanCanCountOn() {
        var nobodys = new Step("a", "paint", "paint it", null, List.of());
        assertThat(judge(new RoutedPlan(plan(nobodys), List.of(), List.of(assignment("a", "open"))))).isInstanceOf(Verdict.Accepted.class);
        var skilled = new Step("a", "paint", "paint it", null, List.of(), List.of("coding"), Map.of());
        assertRejected(judge(new RoutedPlan(plan(skilled), List.of(), List.of(assignment("a", "open")))), Blame.PLAN,
                "a:AGENT_LACKS_SKILL");
        assertRejected(judge(new RoutedPlan(plan(nobodys), List.of(), List.of())), Blame.PLAN, "a:STEP_UNASSIGNED");
    }

    @Test
    void asksForAnotherAgentOnlyIfThereIsOne() {
        assertThat(remedies(new Step("a", "code", "do a", null, List.of(), List.of("coding"), Map.of()), "dead", AGENTS))
                .containsExactly(Remedy.REASSIGN, Remedy.REASSIGN);
        assertThat(remedies(step("a"), "dead", Map.of("dead", agent("dead")))).containsExactly(Remedy.REDESCRIBE);
        var paint = new Step("a", "paint", "paint it", null, List.of());
        assertThat(remedies(paint, "dev", AGENTS)).as("an agent that lists no types may take it").containsExactly(Remedy.REASSIGN);
        assertThat(remedies(paint, "dev", Map.of("dev", agent("dev")))).containsExactly(Remedy.REDESCRIBE);
        assertThat(remedies(step("a"), null, AGENTS)).containsExactly(Remedy.REASSIGN);
        assertThat(remedies(paint, null, AGENTS)).as("the router found that nobody fits").containsExactly(Remedy.REDESCRIBE);
    }

    @Test
    void aStepIsToBeSplitIfSeveralAgentsTogetherHaveItsSkills() {
        Map<String, Agent> agents = Map.of("a", coder("a", "java", "sql"), "b", coder("b", "css", "sql"), "c", coder("c", "html"));
        var hard = new Step("s", "code", "do it", null, List.of(), List.of("css", "java", "html", "sql", "css"), Map.of());
        for (String agent : new String[] {null, "a"}) {
            Violation violation = violations(hard, agent, agents).getFirst();
            assertThat(violation.remedy()).isEqualTo(Remedy.SPLIT);
            assertThat(violation.against()).isEqualTo(agent == null ? List.of() : List.of(agent));
            assertThat(violation.parts()).hasSize(3).allSatisfy(part -> assertThat(agents.values())
                    .filteredOn(other -> other.skills().containsAll(part)).hasSizeGreaterThanOrEqualTo(1));
            assertThat(violation.parts().stream().flatMap(List::stream)).containsExactlyInAnyOrder("css", "java", "html", "sql");
        }
        var strange = new Step("s", "code", "do it", null, List.of(), List.of("java", "css", "cobol"), Map.of());
        assertThat(remedies(strange, null, agents)).containsExactly(Remedy.REDESCRIBE);
        var paint = new Step("s", "paint", "do it", null, List.of(), List.of("java", "css"), Map.of());
        assertThat(remedies(paint, null, agents)).as("nobody lists its type").containsExactly(Remedy.REDESCRIBE);
    }

    private static List<Remedy> remedies(Step step, String agent, Map<String, Agent> agents) {
        return violations(step, agent, agents).stream().map(Violation::remedy).toList();
    }

    private static List<Violation> violations(Step step, String agent, Map<String, Agent> agents) {
        List<Assignment> assignments = agent == null ? List.of() : List.of(assignment(step.stepId(), agent));
        var route = new RoutedPlan(plan(step), List.of(), assignments);
        return ((Verdict.Rejected) Validation.judge(route, agents, ValidatorSettings.DEFAULT, NOW)).violations();
    }

    private static Agent agent(String name) {
        return Objects.requireNonNull(AGENTS.get(name));
    }

    private static Agent coder(String name, String... skills) {
        return new Agent(name, "", List.of("code"), List.of(skills), CostTier.CHEAP, 0.01, 0.9, 10);
    }

    @Test
    void everyStepMustBeAssignedOnceAndNothingElse() {
        assertRejected(judge(new RoutedPlan(plan(step("a")), List.of(new Unassigned("a", "busy")), List.of())), Blame.ROUTE,
                "a:STEP_UNASSIGNED");
        var nobodys = new Step("a", "paint", "paint it", null, List.of());
        assertRejected(judge(new RoutedPlan(plan(nobodys), List.of(), List.of())), Blame.PLAN, "a:STEP_UNASSIGNED");
        assertRejected(
                judge(new RoutedPlan(plan(step("a")), List.of(),
                        List.of(assignment("a", "dev"), assignment("a", "dear"), assignment("x", "dev")))),
                Blame.ROUTE, "a:DUPLICATE_ASSIGNMENT", "x:STEP_UNKNOWN");
    }

    @Test
    void theSameWorkTwiceIsRedundantHoweverItIsPhrased() {
        var one = new Step("a", "code", "Write the unit tests for the login page", null, List.of());
        var other = new Step("b", "code", "create unit tests, login pages", null, List.of());
        assertRejected(judge(route(plan(one, other))), Blame.PLAN, "b:STEP_REDUNDANT");
    }

    @Test
    void stepsMadeFromOnePatternAreSpared() {
        var one = new Step("a", "code", "Write tests for the login page", null, List.of());
        var other = new Step("b", "code", "Write tests for the payment page", null, List.of());
        assertThat(judge(route(plan(one, other)))).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void theStructureMustHold() {
        assertRejected(judge(route(plan(step("a", "b"), step("b", "a")))), Blame.PLAN, "a:CYCLE");
        assertRejected(judge(route(plan(step("a", "nowhere")))), Blame.PLAN, "a:UNKNOWN_DEPENDENCY");
        assertRejected(judge(route(plan(step("a", "a")))), Blame.PLAN, "a:SELF_DEPENDENCY");
        var inNowhere = new Step("a", "code", "do a", "nowhere", List.of());
        assertRejected(judge(route(plan(inNowhere))), Blame.PLAN, "a:UNKNOWN_GROUP");
        var twice = plan(step("a"), new Step("a", "code", "something else", null, List.of()));
        assertRejected(judge(new RoutedPlan(twice, List.of(), List.of(assignment("a", "dev")))), Blame.PLAN, "a:DUPLICATE_ID");
    }

    @Test
    void theLimitsMustHold() {
        assertRejected(judge(route(limited(new Constraints(1, 5, null, null, Priority.LOW), List.of(), step("a"), step("b")))), Blame.PLAN,
                "null:TOO_MANY_STEPS");
        var groups = List.of(new Group("g", "outer", null), new Group("h", "inner", "g"));
        assertRejected(
                judge(route(
                        limited(new Constraints(9, 1, null, null, Priority.LOW), groups, new Step("a", "code", "do a", "h", List.of())))),
                Blame.PLAN, "null:TOO_DEEP");
        Step[] many = IntStream.range(0, 202).mapToObj(i -> i == 0 ? step("s0") : step("s" + i, "s0")).toArray(Step[]::new);
        assertRejected(judge(route(limited(new Constraints(1_000, 5, null, null, Priority.LOW), List.of(), many))), Blame.PLAN,
                "s0:FAN_OUT");
    }

    @Test
    void budgetAndDeadlineMustHold() {
        var poor = new Constraints(9, 5, 0.03, null, Priority.LOW);
        assertRejected(judge(route(limited(poor, List.of(), step("a"), step("b")))), Blame.PLAN, "null:OVER_BUDGET");
        var enough = new Constraints(9, 5, 0.10, null, Priority.LOW);
        var dear = new RoutedPlan(limited(enough, List.of(), step("a")), List.of(), List.of(assignment("a", "dear")));
        assertRejected(judge(dear), Blame.ROUTE, "null:OVER_BUDGET", "a:OVER_BUDGET");
        var soon = new Constraints(9, 5, null, NOW.plusSeconds(150), Priority.LOW);
        assertRejected(judge(route(limited(soon, List.of(), step("a"), step("b", "a")))), Blame.PLAN, "null:PAST_DEADLINE");
        assertThat(judge(route(limited(soon, List.of(), step("a"), step("b"))))).as("both at once").isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void theThirdRejectionAndARepeatedOneGiveTheTaskUp() {
        Plan third = plan(step("a", "a")).withRounds(List.of(round(1, "X"), round(2, "Y")));
        Verdict.Abandoned abandoned = (Verdict.Abandoned) judge(route(third));
        assertThat(abandoned.round()).isEqualTo(3);
        assertThat(abandoned.rounds()).hasSize(3);
        Plan again = plan(step("a", "a")).withRounds(List.of(round(1, "SELF_DEPENDENCY")));
        assertThat(((Verdict.Abandoned) judge(route(again))).rounds().getLast().violations()).extracting(Violation::code)
                .containsExactly("SELF_DEPENDENCY", "PING_PONG");
    }

    @Test
    void reasonsThatAlternateAreNoticedAcrossTheRoundBetween() {
        Plan third = plan(step("a", "a")).withRounds(List.of(round(1, "SELF_DEPENDENCY"), round(2, "Y")));
        Verdict.Abandoned abandoned = (Verdict.Abandoned) judge(route(third));
        assertThat(abandoned.rounds().getLast().violations()).extracting(Violation::code).containsExactly("SELF_DEPENDENCY", "PING_PONG");
        assertThat(abandoned.reason()).startsWith("what was rejected in round 1 came again: ");
    }

    @Test
    void theSameStepsWithTheSameAgentsAreNoticedWhateverIsWrongWithThem() {
        RoutedPlan route = route(plan(step("a", "a")));
        Plan again = plan(step("a", "a")).withRounds(List.of(round(1, "X", route.fingerprint())));
        Verdict.Abandoned abandoned = (Verdict.Abandoned) judge(route(again));
        assertThat(abandoned.rounds().getLast().violations()).extracting(Violation::code).containsExactly("SELF_DEPENDENCY", "PING_PONG");
        assertThat(abandoned.rounds().getLast().fingerprint()).isEqualTo(route.fingerprint());
        assertThat(abandoned.reason()).startsWith("what was rejected in round 1 came again: ");
    }

    @Test
    void theSameViolationsOfAChangedPlanAreNot() {
        Plan changed = plan(step("a", "a")).withRounds(List.of(round(1, "SELF_DEPENDENCY", "another")));
        assertThat(judge(route(changed))).isInstanceOf(Verdict.Rejected.class);
    }

    @Test
    void findsWhatIsPlantedInAPlanThatWasValidByConstruction() {
        long seed = 5;
        var random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            var steps = new ArrayList<Step>();
            int count = random.nextInt(2, 120);
            for (int m = 0; m < count; m++) {
                int n = m;
                String[] before = IntStream.range(0, n).filter(k -> random.nextInt(n + 2) < 2).mapToObj(k -> "s" + k)
                        .toArray(String[]::new);
                steps.add(step("s" + n, before));
            }
            var wide = new Constraints(1_000, 5, null, null, Priority.LOW);
            assertThat(judge(route(limited(wide, List.of(), steps.toArray(Step[]::new))))).as("seed %d case %d", seed, i)
                    .isInstanceOf(Verdict.Accepted.class);
            int victim = random.nextInt(count);
            steps.set(victim, step("s" + victim, "ghost"));
            assertThat(judge(route(limited(wide, List.of(), steps.toArray(Step[]::new))))).as("seed %d case %d", seed, i)
                    .isInstanceOf(Verdict.Rejected.class);
        }
    }

    private static void assertRejected(Verdict verdict, Blame blame, String... violations) {
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Rejected.class, rejected -> {
            assertThat(rejected.violations().stream().map(violation -> violation.stepId() + ":" + violation.code()))
                    .containsExactly(violations);
            assertThat(rejected.blame()).isEqualTo(blame);
        });
    }

    private static Verdict judge(RoutedPlan route) {
        return Validation.judge(route, AGENTS, ValidatorSettings.DEFAULT, NOW);
    }

    private static RoutedPlan route(Plan plan) {
        return new RoutedPlan(plan, List.of(), plan.steps().stream().map(step -> assignment(step.stepId(), "dev")).toList());
    }

    private static Assignment assignment(String stepId, String agent) {
        return new Assignment(stepId, agent, "capability", "", 0.5, "key-" + stepId, List.of());
    }

    private static Round round(int number, String code) {
        return round(number, code, null);
    }

    private static Round round(int number, String code, String fingerprint) {
        return new Round(number, number, Blame.PLAN,
                List.of(new Violation("check", code, "a", "message", "hint", null, List.of(), List.of(), null)), fingerprint);
    }

    private static Plan chainless(int count) {
        var wide = new Constraints(1_000, 5, null, null, Priority.LOW);
        return limited(wide, List.of(), IntStream.range(0, count).mapToObj(i -> step("s" + i)).toArray(Step[]::new));
    }

    private static Plan plan(Step... steps) {
        return limited(Constraints.DEFAULT, List.of(), steps);
    }

    private static Plan limited(Constraints constraints, List<Group> groups, Step... steps) {
        return new Plan("t", 1, "goal", "test", 1, List.of(), groups, List.of(steps), Map.of(), constraints, List.of());
    }

    private static Step step(String id, String... dependsOn) {
        return new Step(id, "code", "do " + id, null, List.of(dependsOn));
    }
}
