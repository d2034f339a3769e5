package dev.planline.router;

import dev.planline.model.When;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Whether some step can meet some conditions and fail others.
 *
 * <p>Problem: that a rule can never hold, or that others hold whenever it does, means that a formula of {@code not},
 * {@code any} and {@code all} has no solution, which is hard in general. Choice: an analytic tableau (Smullyan, First-Order
 * Logic, 1968): parts that must all hold are collected first, alternatives are then tried one by one, and a branch closes as
 * soon as what it says about one value cannot be ({@link Literals}). Cost: exponential in the number of alternatives, so a
 * search ends after {@value #BUDGET} goals and then claims nothing. It errs in that direction only: {@code false} is proven,
 * {@code true} means that no proof was found.
 */
final class Satisfiability {

    private static final int BUDGET = 20_000;

    private int left = BUDGET;

    private Satisfiability() {}

    /** Whether there may be a step that meets all of the first and none of the second. */
    static boolean possible(List<When> met, List<When> failed) {
        Stream<Formula> goals = Stream.concat(met.stream().map(when -> Formula.of(when, true)),
                failed.stream().map(when -> Formula.of(when, false)));
        return new Satisfiability().open(goals.toList(), List.of(), Map.of());
    }

    /**
     * Whether a branch stays open.
     *
     * @param goals what is still to be met
     * @param choices alternatives to try once there are no other goals
     * @param said what the branch says about each value
     */
    private boolean open(List<Formula> goals, List<Formula.Any> choices, Map<String, Literals> said) {
        if (left-- <= 0) {
            return true;
        }
        if (goals.isEmpty()) {
            return choices.isEmpty() || choices.getFirst().parts().stream()
                    .anyMatch(part -> open(List.of(part), choices.subList(1, choices.size()), said));
        }
        List<Formula> others = goals.subList(1, goals.size());
        return switch (goals.getFirst()) {
            case Formula.All(List<Formula> parts) -> open(joined(parts, others), choices, said);
            case Formula.Any any -> open(others, joined(choices, List.of(any)), said);
            case Formula.Atom(String key, Literals.Literal literal) -> {
                Literals now = said.getOrDefault(key, new Literals(key, List.of())).and(literal);
                var more = new HashMap<>(said);
                more.put(key, now);
                yield !now.impossible() && open(others, choices, more);
            }
        };
    }

    private static <T> List<T> joined(List<? extends T> first, List<? extends T> second) {
        var both = new ArrayList<T>(first);
        both.addAll(second);
        return both;
    }
}
