package dev.planline.router;

import dev.planline.model.Condition;
import dev.planline.model.Step;
import dev.planline.model.When;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Turns conditions into predicates once, so that patterns are not compiled for every step. */
final class Conditions {

    private Conditions() {}

    static Predicate<Step> of(When when) {
        var parts = new ArrayList<Predicate<Step>>();
        if (when.stepType() != null) {
            Predicate<@Nullable Object> test = of(when.stepType());
            parts.add(step -> test.test(step.type()));
        }
        when.metadata().forEach((key, condition) -> {
            Predicate<@Nullable Object> test = of(condition);
            parts.add(step -> test.test(step.metadata().get(key)));
        });
        if (when.not() != null) {
            parts.add(of(when.not()).negate());
        }
        if (when.any() != null) {
            parts.add(any(when.any().stream().map(Conditions::of).toList()));
        }
        if (when.all() != null) {
            when.all().forEach(part -> parts.add(of(part)));
        }
        return all(List.copyOf(parts));
    }

    private static Predicate<Step> all(List<Predicate<Step>> parts) {
        return parts.size() == 1 ? parts.getFirst() : step -> parts.stream().allMatch(part -> part.test(step));
    }

    private static Predicate<Step> any(List<Predicate<Step>> parts) {
        return step -> parts.stream().anyMatch(part -> part.test(step));
    }

    /** A missing value fails every condition. */
    static Predicate<@Nullable Object> of(Condition condition) {
        return switch (condition) {
            case Condition.Equals(Object expected) -> value -> same(expected, value);
            case Condition.In(List<Object> values) -> value -> values.stream().anyMatch(expected -> same(expected, value));
            case Condition.Range range -> value -> value instanceof Number number && within(range, number.doubleValue());
            case Condition.Matches(String regex) -> {
                var pattern = new LinearPattern(regex);
                yield value -> value instanceof String text && pattern.matches(text);
            }
        };
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
