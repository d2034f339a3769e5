package dev.planline.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.planline.model.Agent;
import dev.planline.model.Alternative;
import dev.planline.model.Assignment;
import dev.planline.model.Condition;
import dev.planline.model.Constraints;
import dev.planline.model.CostTier;
import dev.planline.model.Plan;
import dev.planline.model.RoutedPlan;
import dev.planline.model.RoutingRule;
import dev.planline.model.Step;
import dev.planline.model.Unassigned;
import dev.planline.model.When;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RoutingTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @Test
    void aRuleDecidesAndNamesWhoLost() {
        RoutedPlan route = route(List.of(agent("good", 0.9, "code"), agent("named", 0.6, "code")), List.of(rule("r", 10, "named", "code")),
                step("s", "code"));
        assertThat(route.unassigned()).isEmpty();
        Assignment chosen = route.assignments().getFirst();
        assertThat(chosen.agent()).isEqualTo("named");
        assertThat(chosen.by()).isEqualTo("rule:r");
        assertThat(chosen.reason()).isEqualTo("because r");
        assertThat(chosen.alternatives()).extracting(Alternative::agent, Alternative::reason)
                .containsExactly(tuple("good", "rule:r names named"));
    }

    @Test
    void theRuleOfHigherPriorityWins() {
        var agents = List.of(agent("a", 0.5, "code"), agent("b", 0.5, "code"));
        assertThat(agentOf(route(agents, List.of(rule("r1", 1, "a", "code"), rule("r2", 2, "b", "code")), step("s", "code"))))
                .isEqualTo("b");
        assertThat(agentOf(route(agents, List.of(rule("x", 1, "a", "code"), rule("y", 1, "b", "code")), step("s", "code")))).isEqualTo("a");
    }

    @Test
    void aRuleWhoseAgentIsUnusableIsPassedOverAndSaysWhy() {
        RoutedPlan route = route(List.of(agent("a", 0.5, "code")), List.of(rule("r", 1, "ghost", "code")), step("s", "code"));
        assertThat(route.assignments().getFirst().by()).isEqualTo("capability");
        assertThat(route.assignments().getFirst().reason())
                .isEqualTo(
                        "takes code, success rate 0.50 as registered, 0.0 of 10 places taken; rule r passed over: ghost is not registered");
    }

    @Test
    void theBetterAgentWinsByScoreAndSkillsMustBeThere() {
        var agents = List.of(agent("weak", 0.5, "code"), agent("strong", 0.9, "code"));
        assertThat(agentOf(route(agents, List.of(), step("s", "code")))).isEqualTo("strong");
        var skilled = new Step("s", "code", "d", null, List.of(), List.of("cobol"), Map.of());
        assertThat(route(agents, List.of(), skilled).unassigned())
                .containsExactly(new Unassigned("s", "no agent for code has the skill cobol"));
    }

    @Test
    void nobodyIsExplainedWithTheNearestType() {
        assertThat(route(List.of(agent("a", 0.5, "deploy")), List.of(), step("s", "deply")).unassigned())
                .containsExactly(new Unassigned("s", "no agent supports deply; did you mean \"deploy\"?"));
    }

    @Test
    void aDeadAgentIsNotChosen() {
        var dead = new Agent("dead", "", List.of("code"), List.of(), CostTier.CHEAP, null, 1, 10, null, 0, NOW.minusSeconds(61), 60L);
        assertThat(route(List.of(dead), List.of(), step("s", "code")).unassigned())
                .containsExactly(new Unassigned("s", "no agent for code is alive"));
    }

    @Test
    void conditionsOfEveryKindHold() {
        var when = new When(new Condition.Equals("deploy"), Map.of(
                "platform", new Condition.In(List.of("aws", "gcp")), "replicas", new Condition.Range(2.0, null, null, 5.0), "env",
                new Condition.Matches("prod.*")));
        var rules = List.of(new RoutingRule("r", 1, "b", "", when));
        var agents = List.of(agent("a", 0.9, "deploy"), agent("b", 0.1, "deploy"));
        Function<Map<String, Object>, String> by = metadata -> route(agents, rules,
                new Step("s", "deploy", "d", null, List.of(), List.of(), metadata)).assignments().getFirst().by();
        assertThat(by.apply(Map.of("platform", "gcp", "replicas", 2, "env", "production"))).isEqualTo("rule:r");
        assertThat(by.apply(Map.of("platform", "gcp", "replicas", 5, "env", "production"))).isEqualTo("capability");
        assertThat(by.apply(Map.of("platform", "own", "replicas", 2, "env", "production"))).isEqualTo("capability");
        assertThat(by.apply(Map.of("platform", "gcp", "replicas", 2, "env", "preproduction"))).isEqualTo("capability");
        assertThat(by.apply(Map.of("platform", "gcp", "replicas", 2))).isEqualTo("capability");
    }

    @Test
    void twoHundredMixedStepsAreAllAssigned() {
        List<String> types = List.of("design", "implement", "test", "deploy", "security", "analytics", "research");
        Step[] steps = IntStream.range(0, 200).mapToObj(i -> step("s" + i, types.get(i % 7))).toArray(Step[]::new);
        RoutedPlan route = route(List.copyOf(ExamplesTest.agents().values()), ExamplesTest.rules(), steps);
        assertThat(route.assignments()).hasSize(200);
        assertThat(route.unassigned()).isEmpty();
    }

    @Test
    void aHundredPlansSpreadOverEqualAgents() {
        Map<String, Agent> agents = byName(Stream.of("a", "b", "c", "d").map(name -> agent(name, 0.8, "code")).toList());
        var load = new RecentLoad(Duration.ofSeconds(30));
        Map<String, Integer> count = new TreeMap<>();
        for (int i = 0; i < 100; i++) {
            var situation = new Situation(Directory.of(agents), Rulebook.of(List.of()), agent -> load.of(agent, NOW),
                    _ -> TrackRecord.NONE, 0, RouterSettings.DEFAULT, NOW);
            var routing = new Routing(plan("t" + i, step("s", "code")), situation, Map.of());
            RoutedPlan route = routing.route();
            count.merge(agentOf(route), 1, Integer::sum);
            load.add(RouterStage.assigned(route, List.of()), NOW);
        }
        assertThat(count).isEqualTo(Map.of("a", 25, "b", 25, "c", 25, "d", 25));
    }

    @Test
    void recentLoadHalves() {
        var load = new RecentLoad(Duration.ofSeconds(30));
        load.add(Map.of("a", 8), NOW);
        assertThat(load.of("a", NOW.plusSeconds(30))).isEqualTo(4.0);
        load.add(Map.of("a", 1), NOW.plusSeconds(30));
        assertThat(load.of("a", NOW.plusSeconds(60))).isEqualTo(2.5);
        assertThat(load.of("b", NOW.plusSeconds(60))).isEqualTo(0);
    }

    @Test
    void theSameInputsGiveTheSameRoute() {
        var agents = IntStream.range(0, 20).mapToObj(i -> agent("a" + i, 0.8, "code")).toList();
        Step[] steps = IntStream.range(0, 50).mapToObj(i -> step("s" + i, "code")).toArray(Step[]::new);
        assertThat(route(agents, List.of(), steps)).isEqualTo(route(agents.reversed(), List.of(), steps));
    }

    @Test
    void aRouteNeverNamesAnAgentThatCannotDoTheStep() {
        long seed = 99;
        var random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            List<Agent> agents = IntStream.range(0, random.nextInt(8)).mapToObj(n -> randomAgent("a" + n, random)).toList();
            List<RoutingRule> rules = IntStream.range(0, random.nextInt(5))
                    .mapToObj(n -> rule("r" + n, random.nextInt(3), "a" + random.nextInt(10), "t" + random.nextInt(4))).toList();
            Step[] steps = IntStream.range(0, random.nextInt(1, 12))
                    .mapToObj(n -> new Step("s" + n, "t" + random.nextInt(4), "d", null, List.of(),
                            random.nextBoolean() ? List.of() : List.of("k" + random.nextInt(3)), Map.of()))
                    .toArray(Step[]::new);
            RoutedPlan route = route(agents, rules, steps);
            Map<String, Agent> registry = byName(agents);
            Map<String, Step> byId = Stream.of(steps).collect(Collectors.toMap(Step::stepId, Function.identity()));
            for (Assignment assignment : route.assignments()) {
                Agent agent = registry.get(assignment.agent());
                Step step = byId.get(assignment.stepId());
                assertThat(
                        agent.aliveAt(NOW) && agent.takes(step.type()) && agent.skills().containsAll(step.requiredSkills()))
                        .as("seed %d case %d", seed, i).isTrue();
            }
            var ids = new ArrayList<String>();
            route.assignments().forEach(assignment -> ids.add(assignment.stepId()));
            route.unassigned().forEach(unassigned -> ids.add(unassigned.stepId()));
            assertThat(ids).as("seed %d case %d", seed, i).containsExactlyInAnyOrderElementsOf(byId.keySet());
        }
    }

    private static Agent randomAgent(String name, Random random) {
        List<String> types = IntStream.range(0, 4).filter(t -> random.nextBoolean()).mapToObj(t -> "t" + t).toList();
        List<String> skills = IntStream.range(0, 3).filter(t -> random.nextBoolean()).mapToObj(t -> "k" + t).toList();
        return new Agent(name, "", types, skills, CostTier.MEDIUM, null, random.nextDouble(), random.nextInt(1, 4), null, null,
                NOW.minusSeconds(random.nextInt(100)), 50L);
    }

    private static String agentOf(RoutedPlan route) {
        return route.assignments().getFirst().agent();
    }

    private static RoutedPlan route(List<Agent> agents, List<RoutingRule> rules, Step... steps) {
        return new Routing(plan("t", steps), situation(byName(agents), rules), Map.of()).route();
    }

    private static Situation situation(Map<String, Agent> agents, List<RoutingRule> rules) {
        return Situation.fresh(Directory.of(agents), Rulebook.of(rules), RouterSettings.DEFAULT, NOW);
    }

    private static Map<String, Agent> byName(List<Agent> agents) {
        return new TreeMap<>(agents.stream().collect(Collectors.toMap(Agent::name, Function.identity())));
    }

    private static Plan plan(String taskId, Step... steps) {
        return new Plan(taskId, 1, "goal", "test", 1, List.of(), List.of(), List.of(steps), Map.of(), Constraints.DEFAULT, List.of());
    }

    private static Agent agent(String name, double successRate, String... types) {
        return new Agent(name, "", List.of(types), List.of(), CostTier.MEDIUM, null, successRate, 10);
    }

    private static RoutingRule rule(String id, int priority, String agent, String type) {
        return new RoutingRule(id, priority, agent, "because " + id, new When(new Condition.Equals(type), Map.of()));
    }

    private static Step step(String id, String type) {
        return new Step(id, type, "do " + id, null, List.of());
    }

    @Test
    void ruleCheckNamesWhatCannotWork() {
        Map<String, Agent> agents = byName(List.of(agent("builder", 0.5, "code"), agent("tester", 0.5, "test", "code")));
        assertThat(RuleCheck.problems(List.of(rule("r1", 1, "bilder", "code")), agents))
                .containsExactly("r1.agent: unknown agent \"bilder\"; did you mean \"builder\"?");
        assertThat(RuleCheck.problems(List.of(rule("r1", 1, "builder", "test")), agents))
                .containsExactly("r1.agent: builder does not take steps of type test; it takes code");
        assertThat(RuleCheck.problems(List.of(rule("r1", 2, "builder", "code"), rule("r2", 1, "tester", "code")), agents))
                .containsExactly("r2: is never reached, because r1 holds whenever it does and names builder");
        assertThat(RuleCheck.problems(List.of(rule("r1", 1, "builder", "code"), rule("r2", 1, "tester", "code")), agents))
                .containsExactly("r2: contradicts r1, which has the same priority and names builder");
    }

    @Test
    void excludedAgentsAreNotChosenAgain() {
        Map<String, Agent> agents = byName(List.of(agent("a", 0.9, "code"), agent("b", 0.5, "code")));
        var routing = new Routing(plan("t", step("s", "code")), situation(agents, List.of()), Map.of("s", Set.of("a")));
        assertThat(agentOf(routing.route())).isEqualTo("b");
    }
}
