package dev.planline.router;

import dev.planline.model.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Conditions on one value, each to hold or to fail. Finds when no value can meet them all, by trying values that stand for all
 * others: those that an equality names; for ranges each bound and the next number above it, between which nothing changes.
 * About texts that regular expressions match it knows only that one expression cannot match and fail at once.
 */
record Literals(String key, List<Literal> literals) {

    /** A condition that holds, or fails. */
    record Literal(Condition condition, boolean holds) {

        boolean test(@Nullable Object value) {
            return Conditions.of(condition).test(value) == holds;
        }
    }

    /** These and one more. */
    Literals and(Literal another) {
        return new Literals(key, Stream.concat(literals.stream(), Stream.of(another)).toList());
    }

    /** Whether certainly no value meets all of them. */
    boolean impossible() {
        if (literals.stream().anyMatch(literal -> literals.contains(new Literal(literal.condition(), !literal.holds())))) {
            return true;
        }
        List<Condition> holding = literals.stream().filter(Literal::holds).map(Literal::condition).toList();
        for (Condition condition : holding) {
            switch (condition) {
                case Condition.Equals(Object value) -> {
                    return none(Stream.of(value));
                }
                case Condition.In(List<Object> values) -> {
                    return none(values.stream());
                }
                case Condition.Range range -> {
                }
                case Condition.Matches matches -> {
                }
            }
        }
        return holding.stream().anyMatch(Condition.Range.class::isInstance) && none(numbers());
    }

    private boolean none(Stream<?> values) {
        Predicate<Object> possible = value -> !key.equals(Formula.STEP_TYPE) || value instanceof String;
        return values.filter(possible).noneMatch(value -> literals.stream().allMatch(literal -> literal.test(value)));
    }

    /** Numbers of which one meets the conditions if any does. */
    private Stream<Double> numbers() {
        var edges = new ArrayList<Double>(List.of(-0.0, 0.0));
        literals.forEach(literal -> edges(literal.condition()).forEach(edges::add));
        return edges.stream().flatMap(edge -> DoubleStream.of(Math.nextDown(edge), edge, Math.nextUp(edge)).boxed());
    }

    private static Stream<Double> edges(Condition condition) {
        return switch (condition) {
            case Condition.Equals(Object value) -> number(value);
            case Condition.In(List<Object> values) -> values.stream().flatMap(Literals::number);
            case Condition.Range range -> Stream.of(range.gte(), range.gt(), range.lte(), range.lt()).filter(Objects::nonNull);
            case Condition.Matches matches -> Stream.of();
        };
    }

    private static Stream<Double> number(Object value) {
        return value instanceof Number number ? Stream.of(number.doubleValue()) : Stream.of();
    }
}
