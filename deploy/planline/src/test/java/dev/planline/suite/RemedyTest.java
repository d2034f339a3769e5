package dev.planline.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.model.Abandonment;
import dev.planline.model.Agent;
import dev.planline.model.Assignment;
import dev.planline.model.Constraints;
import dev.planline.model.CostTier;
import dev.planline.model.Plan;
import dev.planline.model.Priority;
import dev.planline.model.Round;
import dev.planline.model.RoutedPlan;
import dev.planline.model.Step;
import dev.planline.model.Task;
import dev.planline.planner.spi.Answer;
import dev.planline.planner.spi.Planner;
import dev.planline.runtime.Outcome.Output;
import dev.planline.wire.Topic;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the validator asks for, and what the other stages make of it until the task ends. */
class RemedyTest {

    @Test
    void aStepThatNoAgentCanDoAloneIsSplitAndAccepted() {
        var whole = new Step("a", "code", "write it", null, List.of(), List.of("sql", "css", "java"), Map.of());
        var after = new Step("b", "code", "ship it", null, List.of("a"), List.of("sql"), Map.of());
        List<Output> published = run(registry(agent("x", 0.9, 0, "css", "java"), agent("y", 0.9, 0, "sql")), whole, after);
        assertThat(topics(published)).containsExactly(Topic.PLANS, Topic.ROUTES, Topic.REJECTED, Topic.PLANS, Topic.ROUTES,
                Topic.VALIDATED);
        RoutedPlan accepted = (RoutedPlan) published.getLast().value();
        assertThat(accepted.plan().steps()).extracting(Step::stepId).containsExactly("a.1", "a.2", "b");
        assertThat(accepted.plan().steps()).extracting(Step::dependsOn).containsExactly(List.of(), List.of("a.1"), List.of("a.2"));
        assertThat(accepted.assignments()).extracting(Assignment::agent).containsExactly("x", "y", "y");
    }

    @Test
    void whoWasRuledOutInOneRoundIsNotChosenInTheRoundAfterTheNext() {
        Map<String, Agent> real = registry(agent("x", 0.9, 0), agent("y", 0.8, 0), agent("z", 0.1, 0, "sql"));
        Map<String, Agent> late = registry(agent("x", 0.9, 0, "sql"), agent("y", 0.8, 0, "sql"), agent("z", 0.1, 0, "sql"));
        var step = new Step("a", "code", "write it", null, List.of(), List.of("sql"), Map.of());
        List<Output> published = new RepairLoop(new Changing(new ArrayDeque<>(List.of(List.of(step)))), real, late)
                .run(task(Constraints.DEFAULT), "task");
        assertThat(published).filteredOn(message -> message.topic() == Topic.ROUTES)
                .extracting(message -> ((RoutedPlan) message.value()).assignments().getFirst().agent()).containsExactly("x", "y", "z");
        assertThat(published.getLast().topic()).isEqualTo(Topic.VALIDATED);
    }

    @Test
    void aRouteThatIsTooDearIsGivenToCheaperAgentsAndAccepted() {
        Map<String, Agent> agents = registry(agent("a", 0.9, 0.2), agent("b", 0.9, 0.2), agent("c", 0.9, 0.2), agent("cheap", 0.1, 0.01));
        var poor = new Constraints(10, 5, 0.3, null, Priority.LOW);
        Step[] steps = {new Step("x", "code", "write it", null, List.of()), new Step("y", "code", "ship it", null, List.of())};
        List<Output> published = new RepairLoop(new Changing(new ArrayDeque<>(List.of(List.of(steps)))), agents).run(task(poor), "task");
        assertThat(topics(published)).containsExactly(Topic.PLANS, Topic.ROUTES, Topic.REJECTED, Topic.ROUTES, Topic.VALIDATED);
        assertThat(((RoutedPlan) published.getLast().value()).assignments()).filteredOn(one -> one.agent().equals("cheap")).hasSize(1);
    }

    @Test
    void theCheapAgentIsFoundBehindThirteenDearOnes() {
        Map<String, Agent> agents = registry(Stream.concat(IntStream.range(0, 13).mapToObj(i -> agent("dear" + i, 0.9, 0.2)),
                Stream.of(agent("cheap", 0.1, 0.01))).toArray(Agent[]::new));
        var poor = new Constraints(10, 5, 0.1, null, Priority.LOW);
        Step[] steps = {new Step("x", "code", "write it", null, List.of())};
        List<Output> published = new RepairLoop(new Changing(new ArrayDeque<>(List.of(List.of(steps)))), agents).run(task(poor), "task");
        assertThat(topics(published)).containsExactly(Topic.PLANS, Topic.ROUTES, Topic.REJECTED, Topic.ROUTES, Topic.VALIDATED);
        assertThat(((RoutedPlan) published.getLast().value()).assignments()).extracting(Assignment::agent).containsExactly("cheap");
    }

    @Test
    void aPlanThatComesAgainUnderOtherIdsIsNoticedAndNotTriedAgain() {
        var plans = new ArrayDeque<>(List.of(chain("a", "write it", "test it"), chain("b", "write it", "ship it"),
                chain("c", "write it", "test it")));
        var narrow = new Constraints(1, 5, null, null, Priority.LOW);
        Planner planner = new Changing(plans);
        List<Output> published = new RepairLoop(planner, registry(agent("x", 0.9, 0))).run(task(narrow), "task");
        Abandonment abandonment = (Abandonment) published.getLast().value();
        assertThat(abandonment.verdict().reason()).isEqualTo(
                "what was rejected in round 1 came again: the plan has 2 steps; at most 1 are allowed");
        assertThat(abandonment.verdict().rounds()).extracting(Round::fingerprint).doesNotContainNull().satisfies(
                all -> assertThat(all.get(0)).isEqualTo(all.get(2)).isNotEqualTo(all.get(1)));
    }

    @Test
    void aTypeThatOnlyDeadAgentsListBecomesOneThatALiveAgentLists() {
        var dead = new Agent("dead", "", List.of("develop"), List.of(), CostTier.MEDIUM, 0.0, 0.9, 100, null, 0,
                Pipeline.NOW.minusSeconds(61), 60L);
        List<Output> published = run(registry(dead, agent("x", 0.9, 0)), new Step("a", "develop", "write it", null, List.of()));
        assertThat(published.getLast().topic()).isEqualTo(Topic.VALIDATED);
        assertThat(((RoutedPlan) published.getLast().value()).plan().steps()).extracting(Step::type).containsExactly("code");
    }

    private static List<Step> chain(String prefix, String first, String second) {
        return List.of(new Step(prefix + "1", "code", first, null, List.of()),
                new Step(prefix + "2", "code", second, null, List.of(prefix + "1")));
    }

    private static List<Output> run(Map<String, Agent> agents, Step... steps) {
        return new RepairLoop(new Changing(new ArrayDeque<>(List.of(List.of(steps)))), agents).run(task(Constraints.DEFAULT), "task");
    }

    private static Task task(Constraints constraints) {
        return new Task("t", "Build the shop", Map.of(), constraints);
    }

    private static List<Topic> topics(List<Output> published) {
        return published.stream().map(Output::topic).toList();
    }

    private static Map<String, Agent> registry(Agent... agents) {
        var registry = new LinkedHashMap<String, Agent>();
        Arrays.stream(agents).forEach(agent -> registry.put(agent.name(), agent));
        return registry;
    }

    private static Agent agent(String name, double successRate, double costUsd, String... skills) {
        return new Agent(name, "", List.of("code"), List.of(skills), CostTier.MEDIUM, costUsd, successRate, 100);
    }

    /** Has one plan after the other, and the last of them for ever. */
    private record Changing(Deque<List<Step>> plans) implements Planner {

        @Override
        public String name() {
            return "changing";
        }

        @Override
        public Answer plan(Task task) {
            List<Step> steps = plans.size() > 1 ? plans.removeFirst() : plans.getFirst();
            return new Answer.Planned(new Plan(task.taskId(), 1, task.goal(), name(), 1, List.of(), List.of(), steps, task.context(),
                    task.constraints(), List.of()));
        }
    }
}
