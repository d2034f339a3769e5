package dev.planline.router;

import dev.planline.model.Condition;
import dev.planline.model.RoutingRule;
import dev.planline.model.Step;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Rules in the order in which they are tried, by the type of step that they name. */
final class Rulebook {

    /** Higher priority first, then by id. */
    static final Comparator<RoutingRule> ORDER = Comparator.comparingInt(RoutingRule::priority).reversed()
            .thenComparing(RoutingRule::ruleId);

    private record Compiled(RoutingRule rule, Predicate<Step> condition) {

        static Compiled of(RoutingRule rule) {
            return new Compiled(rule, Conditions.of(rule.when()));
        }
    }

    /** For each type that some rule names, those rules and the ones for any type. */
    private final Map<String, List<Compiled>> byType;

    /** Those that name no single type. */
    private final List<Compiled> forAnyType;

    private Rulebook(Map<String, List<Compiled>> byType, List<Compiled> forAnyType) {
        this.byType = byType;
        this.forAnyType = forAnyType;
    }

    static Rulebook of(Collection<RoutingRule> rules) {
        var byType = new HashMap<String, List<Compiled>>();
        var forAnyType = new ArrayList<Compiled>();
        for (RoutingRule rule : rules.stream().sorted(ORDER).toList()) {
            Compiled compiled = Compiled.of(rule);
            if (rule.when().stepType() instanceof Condition.Equals(String type)) {
                byType.computeIfAbsent(type, _ -> new ArrayList<>(forAnyType)).add(compiled);
            } else {
                byType.values().forEach(those -> those.add(compiled));
                forAnyType.add(compiled);
            }
        }
        return new Rulebook(byType, forAnyType);
    }

    /** The rules whose condition holds for a step. */
    List<RoutingRule> matching(Step step) {
        var matching = new ArrayList<RoutingRule>();
        for (Compiled compiled : byType.getOrDefault(step.type(), forAnyType)) {
            if (compiled.condition().test(step)) {
                matching.add(compiled.rule());
            }
        }
        return matching;
    }
}
