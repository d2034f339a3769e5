package dev.planline.router;

import dev.planline.model.Agent;
import dev.planline.model.Condition;
import dev.planline.model.RoutingRule;
import dev.planline.model.When;
import dev.planline.text.Names;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds rules that cannot work, before they are published. It claims only what it can prove: a rule of which it says nothing may
 * still never be reached.
 */
public final class RuleCheck {

    private RuleCheck() {}

    /** What is wrong with these rules for this registry, a line each; empty if nothing is. */
    public static List<String> problems(Collection<RoutingRule> rules, Map<String, Agent> agents) {
        List<RoutingRule> ordered = rules.stream().sorted(Rulebook.ORDER).toList();
        var problems = new ArrayList<String>();
        var ids = new HashSet<String>();
        for (int i = 0; i < ordered.size(); i++) {
            RoutingRule rule = ordered.get(i);
            if (!ids.add(rule.ruleId())) {
                problems.add(rule.ruleId() + ": the id is used more than once");
            }
            agentProblems(rule, agents).forEach(problems::add);
            expressions(Formula.of(rule.when(), true)).forEach(problem -> problems.add(rule.ruleId() + ".when: " + problem));
            if (neverHolds(rule.when())) {
                problems.add(rule.ruleId() + ".when: can never hold: its parts contradict each other");
            } else {
                unreachable(rule, ordered.subList(0, i)).ifPresent(problems::add);
            }
        }
        return problems;
    }

    /** Whether certainly no step meets a condition. */
    static boolean neverHolds(When when) {
        return !Satisfiability.possible(List.of(when), List.of());
    }

    /** Whether certainly every step that meets a condition meets one of the others. */
    static boolean covered(When when, List<When> others) {
        return !Satisfiability.possible(List.of(when), others);
    }

    private static Optional<String> unreachable(RoutingRule rule, List<RoutingRule> above) {
        List<RoutingRule> rivals = above.stream().filter(other -> !other.agent().equals(rule.agent())).toList();
        for (RoutingRule rival : rivals) {
            if (covered(rule.when(), List.of(rival.when()))) {
                return Optional.of(rule.ruleId() + (rival.priority() == rule.priority()
                        ? ": contradicts " + rival.ruleId() + ", which has the same priority and names " + rival.agent()
                        : ": is never reached, because " + rival.ruleId() + " holds whenever it does and names " + rival.agent()));
            }
        }
        return rivals.size() > 1 && covered(rule.when(), rivals.stream().map(RoutingRule::when).toList())
                ? Optional.of(rule.ruleId() + ": is never reached, because one of "
                        + needed(rule, rivals).stream().map(RoutingRule::ruleId).collect(Collectors.joining(", "))
                        + " holds whenever it does")
                : Optional.empty();
    }

    /** Those of the rules above that are needed to cover a rule. */
    private static List<RoutingRule> needed(RoutingRule rule, List<RoutingRule> rivals) {
        var needed = new ArrayList<>(rivals);
        for (RoutingRule rival : rivals) {
            if (covered(rule.when(), needed.stream().filter(other -> !other.equals(rival)).map(RoutingRule::when).toList())) {
                needed.remove(rival);
            }
        }
        return needed;
    }

    private static Stream<String> agentProblems(RoutingRule rule, Map<String, Agent> agents) {
        Agent agent = agents.get(rule.agent());
        if (agent == null) {
            return Stream
                    .of(rule.ruleId() + ".agent: unknown agent \"" + rule.agent() + "\"" + Names.didYouMean(rule.agent(), agents.keySet()));
        }
        return types(rule.when()).stream()
                .filter(type -> !agent.takes(type))
                .map(type -> rule.ruleId() + ".agent: " + agent.name() + " does not take steps of type " + type + "; it takes "
                        + String.join(", ", agent.stepTypes()));
    }

    /** The types that a condition names and that a step which meets it can have. */
    private static Set<String> types(When when) {
        var types = new TreeSet<String>();
        named(Formula.of(when, true), types);
        types.removeIf(type -> !Satisfiability.possible(List.of(new When(new Condition.Equals(type), Map.of()), when), List.of()));
        return types;
    }

    private static void named(Formula formula, Set<String> types) {
        switch (formula) {
            case Formula.All(List<Formula> parts) -> parts.forEach(part -> named(part, types));
            case Formula.Any(List<Formula> parts) -> parts.forEach(part -> named(part, types));
            case Formula.Atom(String key, Literals.Literal literal) -> {
                if (key.equals(Formula.STEP_TYPE) && literal.holds()) {
                    values(literal.condition()).map(Object::toString).forEach(types::add);
                }
            }
        }
    }

    /** What is wrong with the regular expressions of a condition. */
    private static Stream<String> expressions(Formula formula) {
        return switch (formula) {
            case Formula.All(List<Formula> parts) -> parts.stream().flatMap(RuleCheck::expressions);
            case Formula.Any(List<Formula> parts) -> parts.stream().flatMap(RuleCheck::expressions);
            case Formula.Atom(_, Literals.Literal literal) when literal.condition() instanceof Condition.Matches(String regex) ->
                Stream.ofNullable(LinearPattern.problem(regex)).map(problem -> "never matches: \"" + regex + "\" " + problem);
            case Formula.Atom _ -> Stream.of();
        };
    }

    private static Stream<Object> values(Condition condition) {
        return switch (condition) {
            case Condition.Equals(Object value) -> Stream.of(value);
            case Condition.In(List<Object> values) -> values.stream();
            case Condition.Range range -> Stream.of();
            case Condition.Matches matches -> Stream.of();
        };
    }
}
