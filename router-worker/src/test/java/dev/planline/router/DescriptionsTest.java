package dev.planline.router;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.planline.wire.Codec;
import dev.planline.wire.Decoded;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DescriptionsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private static final Agent SET = open("clock_alarm_set", "Sets an alarm clock");
    private static final Agent CANCEL = open("clock_alarm_cancel", "Cancels an alarm clock");
    private static final Agent TICKET = open("train_ticket_query", "Looks for train tickets");

    @Test
    void aStepGoesToTheAgentWhoseDescriptionFits() {
        Assignment chosen = only(route(Map.of(), step("generic", "find tickets for the night train"), SET, CANCEL, TICKET));
        assertThat(chosen.agent()).isEqualTo("train_ticket_query");
        assertThat(chosen.by()).isEqualTo("description");
        assertThat(chosen.confidence()).isEqualTo(1);
        assertThat(chosen.reason()).isEqualTo("no agent lists generic and can take it; the description of train_ticket_query shares "
                + "tickets, train, no other shares a word");
        assertThat(chosen.alternatives()).isEmpty();
    }

    @Test
    void aMatchThatIsHardlyAheadIsUnsure() {
        Assignment chosen = only(route(Map.of(), step("generic", "change the alarm clock"), SET, CANCEL, TICKET));
        assertThat(chosen.reason()).startsWith("unsure: ");
        assertThat(chosen.confidence()).isZero();
        assertThat(chosen.alternatives()).extracting(Alternative::agent).containsExactly("clock_alarm_set");
        Assignment clear = only(route(Map.of(), step("generic", "cancel the alarm clock, cancelled by me"), SET, CANCEL, TICKET));
        assertThat(clear.agent()).isEqualTo("clock_alarm_cancel");
        assertThat(clear.reason()).startsWith("no agent lists generic");
    }

    @Test
    void nobodyIsChosenIfNoWordFits() {
        assertThat(route(Map.of(), step("generic", "paint the wall"), SET, TICKET).unassigned()).containsExactly(new Unassigned("s",
                "no agent supports generic, and no description that fits it is of an agent that can take it"));
    }

    @Test
    void anAgentThatListsTheTypeComesFirstAndOneThatListsOthersIsNotAsked() {
        Agent typed = new Agent("typed", "", List.of("generic"), List.of(), CostTier.MEDIUM, null, 0.1, 10);
        Agent other = new Agent("other", "alarm clock", List.of("code"), List.of(), CostTier.MEDIUM, null, 0.9, 10);
        assertThat(only(route(Map.of(), step("generic", "set an alarm"), SET, typed)).by()).isEqualTo("capability");
        assertThat(route(Map.of(), step("generic", "set an alarm"), other).assignments()).isEmpty();
    }

    @Test
    void whoeverIsDeadOrLacksSkillsOrWasRuledOutIsPassedOver() {
        Agent dead = new Agent("clock_alarm_set", "Sets an alarm clock", List.of(), List.of(), CostTier.MEDIUM, null, 0.5, 10, null, 0,
                NOW.minusSeconds(61), 60L);
        assertThat(only(route(Map.of(), step("generic", "set an alarm"), dead, CANCEL)).agent()).isEqualTo("clock_alarm_cancel");
        assertThat(only(route(Map.of("s", Set.of("clock_alarm_set")), step("generic", "set an alarm"), SET, CANCEL)).agent())
                .isEqualTo("clock_alarm_cancel");
        var skilled = new Step("s", "generic", "set an alarm", null, List.of(), List.of("snooze"), Map.of());
        assertThat(route(Map.of(), skilled, SET).assignments()).isEmpty();
    }

    @Test
    void aRuleMayNameAnAgentThatListsNoTypes() {
        var rule = new RoutingRule("r", 1, "train_ticket_query", "", new When(new Condition.Equals("generic"), Map.of()));
        var routing = new Routing(plan(step("generic", "set an alarm")), situation(byName(SET, TICKET), List.of(rule)), Map.of());
        assertThat(only(routing.route()).agent()).isEqualTo("train_ticket_query");
        assertThat(RuleCheck.problems(List.of(rule), byName(SET, TICKET))).isEmpty();
    }

    @Test
    void anAgentNeedsNoTypesOnTheWire() {
        assertThat(new Codec().decode(Agent.class, "{\"name\":\"clock_alarm_set\",\"description\":\"Sets an alarm clock\"}"))
                .isEqualTo(new Decoded.Value<>(SET));
    }

    private static Assignment only(RoutedPlan route) {
        assertThat(route.assignments()).hasSize(1);
        return route.assignments().getFirst();
    }

    private static RoutedPlan route(Map<String, Set<String>> excluded, Step step, Agent... agents) {
        return new Routing(plan(step), situation(byName(agents), List.of()), excluded).route();
    }

    private static Situation situation(Map<String, Agent> agents, List<RoutingRule> rules) {
        return Situation.fresh(Directory.of(agents), Rulebook.of(rules), RouterSettings.DEFAULT, NOW);
    }

    private static Map<String, Agent> byName(Agent... agents) {
        return new TreeMap<>(Stream.of(agents).collect(Collectors.toMap(Agent::name, agent -> agent)));
    }

    private static Plan plan(Step step) {
        return new Plan("t", 1, "goal", "test", 1, List.of(), List.of(), List.of(step), Map.of(), Constraints.DEFAULT, List.of());
    }

    private static Step step(String type, String description) {
        return new Step("s", type, description, null, List.of());
    }

    private static Agent open(String name, String description) {
        return new Agent(name, description, List.of(), List.of(), CostTier.MEDIUM, null, 0.5, 10);
    }
}
