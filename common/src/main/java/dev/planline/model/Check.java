package dev.planline.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The checks that compact constructors share; each returns its argument or throws {@link InvalidField}. */
final class Check {

    /** Longest name or id, in characters. */
    static final int NAME_LIMIT = 200;

    private Check() {}

    /** An id or name: not blank, at most {@value #NAME_LIMIT} characters, no control characters. */
    static String name(String field, @Nullable String value) {
        String text = text(field, value, NAME_LIMIT);
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                throw new InvalidField(field, "must not contain control characters");
            }
        }
        return text;
    }

    /** A text that is not blank and has at most {@code limit} characters. */
    static String text(String field, @Nullable String value, int limit) {
        String text = required(field, value);
        if (text.isBlank()) {
            throw new InvalidField(field, "must not be blank");
        }
        if (text.length() > limit) {
            throw new InvalidField(field, "has " + text.length() + " characters; at most " + limit + " are allowed");
        }
        return text;
    }

    /** A number in 0..1. */
    static double rate(String field, double value) {
        if (!(value >= 0 && value <= 1)) {
            throw new InvalidField(field, "is " + value + "; must lie in 0..1");
        }
        return value;
    }

    /** A finite number, zero or more. */
    static double amount(String field, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new InvalidField(field, "is " + value + "; must be zero or more, and finite");
        }
        return value;
    }

    /** A whole number, {@code least} or more. */
    static long atLeast(String field, long value, long least) {
        if (value < least) {
            throw new InvalidField(field, "is " + value + "; must be " + least + " or more");
        }
        return value;
    }

    /** A value that must be there. */
    static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw new InvalidField(field, "is required");
        }
        return value;
    }

    /** An unmodifiable copy without nulls. */
    static <T> List<T> list(String field, List<T> values) {
        required(field, values);
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) == null) {
                throw new InvalidField(field + "[" + i + "]", "is required");
            }
        }
        return List.copyOf(values);
    }

    /** An unmodifiable copy in the order given; values that are free JSON may be null. */
    static Map<String, Object> json(String field, Map<String, ?> values) {
        if (required(field, values).isEmpty()) {
            return Map.of();
        }
        var copy = new LinkedHashMap<String, Object>();
        values.forEach((key, value) -> copy.put(key, freeze(value)));
        return Collections.unmodifiableMap(copy);
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // JSON allows null as a value and knows only text as a key
    private static Object freeze(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return json("", (Map<String, ?>) map);
        }
        if (value instanceof List<?> list) {
            var copy = new ArrayList<Object>();
            list.forEach(item -> copy.add(freeze(item)));
            return Collections.unmodifiableList(copy);
        }
        if (value instanceof Double number && !Double.isFinite(number)) {
            throw new InvalidField("", "holds a number that is not finite");
        }
        return value;
    }
}
