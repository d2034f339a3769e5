package dev.planline.router;

import dev.planline.model.RoutingRule;
import dev.planline.model.Step;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Rules in the order in which they are tried. */
final class Rulebook {

    /** Higher priority first, then by id. */
    static final Comparator<RoutingRule> ORDER = Comparator.comparingInt(RoutingRule::priority).reversed()
            .thenComparing(RoutingRule::ruleId);

    private record Compiled(RoutingRule rule, Predicate<Step> condition) {}

    private final List<Compiled> rules;

    private Rulebook(List<Compiled> rules) {
        this.rules = rules;
    }

    static Rulebook of(Collection<RoutingRule> rules) {
        return new Rulebook(rules.stream().sorted(ORDER).map(rule -> new Compiled(rule, Conditions.of(rule.when()))).toList());
    }

    /** The rules whose condition holds for a step. */
    Stream<RoutingRule> matching(Step step) {
        return rules.stream().filter(compiled -> compiled.condition().test(step)).map(Compiled::rule);
    }
}
