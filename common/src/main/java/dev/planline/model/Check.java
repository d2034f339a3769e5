package dev.planline.model;

import java.time.Instant;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The checks that compact constructors share; each returns its argument or throws {@link InvalidField}. */
final class Check {

    private static final Instant EARLIEST = Year.of(Bounds.EARLIEST_YEAR).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    private static final Instant LATEST = Year.of(Bounds.LATEST_YEAR + 1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusNanos(1);

    private Check() {}

    /** An id or name: not blank, at most {@link Bounds#NAME} characters, no control characters. */
    static String name(String field, @Nullable String value) {
        String text = text(field, value, Bounds.NAME);
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

    /** A number, zero or more, at most {@link Bounds#AMOUNT}. */
    static double amount(String field, double value) {
        if (!(value >= 0 && value <= Bounds.AMOUNT)) {
            throw new InvalidField(field, "is " + value + "; must be zero or more, and at most " + Bounds.AMOUNT);
        }
        return value;
    }

    /** A whole number, zero or more, at most {@link Bounds.COUNT}. */
    static long count(String field, long value) {
        if (value < 0 || value > Bounds.COUNT) {
            throw new InvalidField(field, "is " + value + "; must be 0 or more, and at most " + Bounds.COUNT);
        }
        return value;
    }

    /** A time that may be missing, of a year that is near enough. */
    static void time(String field, @Nullable Instant value) {
        if (value != null && (value.isBefore(EARLIEST) || value.isAfter(LATEST))) {
            throw new InvalidField(field, "is " + value + "; the year must lie in " + Bounds.EARLIEST_YEAR + ".." + Bounds.LATEST_YEAR);
        }
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

    /** The same of at most {@link Bounds#NAMES} entries. */
    static List<String> names(String field, List<String> values) {
        if (required(field, values).size() > Bounds.NAMES) {
            throw new InvalidField(field, "has " + values.size() + " entries; at most " + Bounds.NAMES + " are allowed");
        }
        return list(field, values);
    }

    /** The same, each of them an id. */
    static List<String> ids(String field, List<String> values) {
        List<String> ids = names(field, values);
        for (int i = 0; i < ids.size(); i++) {
            name(field + "[" + i + "]", ids.get(i));
        }
        return ids;
    }

    /** A value of free JSON, in a copy that nobody can change. */
    static @Nullable Object anyJson(String field, @Nullable Object value) {
        return freeze(field, value, Bounds.JSON_DEPTH);
    }

    /** An unmodifiable copy in the order given; values that are free JSON may be null. */
    static Map<String, Object> json(String field, Map<String, ?> values) {
        return required(field, values).isEmpty() ? Map.of() : map(field, values, Bounds.JSON_DEPTH);
    }

    @SuppressWarnings("NullAway") // JSON allows null as a value
    private static Map<String, Object> map(String field, Map<String, ?> values, int levels) {
        if (levels == 0) {
            throw new InvalidField(field, "is nested too deeply; at most " + Bounds.JSON_DEPTH + " levels are allowed");
        }
        var copy = new LinkedHashMap<String, Object>();
        values.forEach((key, value) -> copy.put(key, freeze(field, value, levels - 1)));
        return Collections.unmodifiableMap(copy);
    }

    @SuppressWarnings("unchecked") // JSON knows only text as a key
    private static @Nullable Object freeze(String field, @Nullable Object value, int levels) {
        if (value instanceof Map<?, ?> map) {
            return map(field, (Map<String, ?>) map, levels);
        }
        if (value instanceof List<?> list) {
            return list(field, list, levels);
        }
        if (value instanceof Double number && !Double.isFinite(number)) {
            throw new InvalidField(field, "holds a number that is not finite");
        }
        return value;
    }

    private static List<@Nullable Object> list(String field, List<?> values, int levels) {
        if (levels == 0) {
            throw new InvalidField(field, "is nested too deeply; at most " + Bounds.JSON_DEPTH + " levels are allowed");
        }
        var copy = new ArrayList<@Nullable Object>();
        values.forEach(item -> copy.add(freeze(field, item, levels - 1)));
        return Collections.unmodifiableList(copy);
    }
}
