package dev.planline.router;

import dev.planline.model.Condition;
import dev.planline.model.Step;
import dev.planline.model.When;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns conditions into predicates once, so that patterns are not compiled for every step. */
final class Conditions {

    private Conditions() {}

    static Predicate<Step> of(When when) {
        Predicate<Step> all = when.stepType() == null ? step -> true : typed(of(when.stepType()));
        for (var entry : when.metadata().entrySet()) {
            Predicate<@Nullable Object> test = of(entry.getValue());
            all = all.and(step -> test.test(step.metadata().get(entry.getKey())));
        }
        return all;
    }

    private static Predicate<Step> typed(Predicate<@Nullable Object> test) {
        return step -> test.test(step.type());
    }

    /** A missing value fails every condition. */
    static Predicate<@Nullable Object> of(Condition condition) {
        return switch (condition) {
            case Condition.Equals(Object expected) -> value -> same(expected, value);
            case Condition.In(List<Object> values) -> value -> values.stream().anyMatch(expected -> same(expected, value));
            case Condition.Range range -> value -> value instanceof Number number && within(range, number.doubleValue());
            case Condition.Matches(String regex) -> matching(Pattern.compile(regex));
        };
    }

    private static Predicate<@Nullable Object> matching(Pattern pattern) {
        return value -> value instanceof String text && pattern.matcher(text).matches();
    }

    static boolean same(Object expected, @Nullable Object value) {
        if (expected instanceof Number one && value instanceof Number other) {
            return Double.compare(one.doubleValue(), other.doubleValue()) == 0;
        }
        return expected.equals(value);
    }

    private static boolean within(Condition.Range range, double value) {
        return (range.gte() == null || value >= range.gte())
                && (range.gt() == null || value > range.gt())
                && (range.lte() == null || value <= range.lte())
                && (range.lt() == null || value < range.lt());
    }
}
