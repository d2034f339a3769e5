package dev.planline.settings;

import java.util.function.Predicate;

/**
 * A test of a value.
 *
 * @param phrase what a value must be, for example {@code 1 or more}
 */
public record Rule<T>(String phrase, Predicate<T> holds) {

    /** At least {@code low} and at most {@code high}. */
    public static <T extends Comparable<T>> Rule<T> between(T low, T high) {
        return new Rule<>(Kind.show(low) + " to " + Kind.show(high), value -> value.compareTo(low) >= 0 && value.compareTo(high) <= 0);
    }

    /** At least {@code low}. */
    public static <T extends Comparable<T>> Rule<T> atLeast(T low) {
        return new Rule<>(Kind.show(low) + " or more", value -> value.compareTo(low) >= 0);
    }
}
