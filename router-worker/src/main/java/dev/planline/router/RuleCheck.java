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
import java.util.stream.Stream;

/** Finds rules that cannot work, before they are published. */
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
            for (RoutingRule above : ordered.subList(0, i)) {
                if (shadows(above.when(), rule.when()) && !above.agent().equals(rule.agent())) {
                    problems.add(rule.ruleId() + (above.priority() == rule.priority()
                            ? ": contradicts " + above.ruleId() + ", which has the same priority and names " + above.agent()
                            : ": is never reached, because " + above.ruleId() + " holds whenever it does and names " + above.agent()));
                    break;
                }
            }
        }
        return problems;
    }

    private static Stream<String> agentProblems(RoutingRule rule, Map<String, Agent> agents) {
        Agent agent = agents.get(rule.agent());
        if (agent == null) {
            return Stream
                    .of(rule.ruleId() + ".agent: unknown agent \"" + rule.agent() + "\"" + Names.didYouMean(rule.agent(), agents.keySet()));
        }
        return types(rule.when())
                .filter(type -> !agent.stepTypes().contains(type))
                .map(type -> rule.ruleId() + ".agent: " + agent.name() + " does not take steps of type " + type + "; it takes "
                        + String.join(", ", agent.stepTypes()));
    }

    private static Stream<String> types(When when) {
        return switch (when.stepType()) {
            case Condition.Equals(Object value) -> Stream.of(value.toString());
            case Condition.In(List<Object> values) -> values.stream().map(Object::toString);
            case Condition.Range range -> Stream.of();
            case Condition.Matches matches -> Stream.of();
            case null -> Stream.of();
        };
    }

    /** Whether one condition certainly holds whenever the other does. */
    private static boolean shadows(When above, When below) {
        boolean type = above.stepType() == null || (below.stepType() != null && implies(below.stepType(), above.stepType()));
        return type && above.metadata().entrySet().stream().allMatch(entry -> {
            Condition other = below.metadata().get(entry.getKey());
            return other != null && implies(other, entry.getValue());
        });
    }

    private static boolean implies(Condition narrow, Condition wide) {
        return switch (narrow) {
            case Condition.Equals(Object value) -> Conditions.of(wide).test(value);
            case Condition.In(List<Object> values) -> values.stream().allMatch(Conditions.of(wide));
            case Condition.Range range -> range.equals(wide);
            case Condition.Matches matches -> matches.equals(wide);
        };
    }
}
