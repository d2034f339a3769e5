package dev.planline.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A type of setting.
 *
 * @param label what a value looks like, for people
 * @param parser from text; throws {@link IllegalArgumentException} for what it does not take
 */
record Kind<T>(String label, Function<String, T> parser) {

    static final Kind<String> TEXT = new Kind<>("text", Function.identity());
    static final Kind<Integer> INTEGER = new Kind<>("whole number", Integer::valueOf);
    static final Kind<Long> LONG = new Kind<>("whole number", Long::valueOf);
    static final Kind<Double> DECIMAL = new Kind<>("number", Kind::decimal);
    static final Kind<Boolean> FLAG = new Kind<>("true or false", Kind::flag);
    static final Kind<Long> BYTES = new Kind<>("size such as 512KiB or 64MiB", Kind::bytes);
    static final Kind<Duration> DURATION = new Kind<>("time such as 20ms, 30s or 5m", Kind::duration);
    static final Kind<Path> PATH = new Kind<>("path", Kind::path);
    static final Kind<List<String>> LIST = new Kind<>("list, separated by commas", Kind::list);

    private static final Pattern QUANTITY = Pattern.compile("(\\d{1,18}) ?([A-Za-z]*)");
    private static final Map<String, Long> SIZES = Map.of("", 1L, "b", 1L, "kib", 1L << 10, "mib", 1L << 20, "gib", 1L << 30);
    private static final Map<String, Duration> TIMES = Map.of(
            "ms", Duration.ofMillis(1), "s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1), "h", Duration.ofHours(1), "d",
            Duration.ofDays(1));

    static <E extends Enum<E>> Kind<E> oneOf(Class<E> type) {
        Map<String, E> constants = Arrays.stream(type.getEnumConstants()).collect(Collectors.toMap(Kind::show, Function.identity()));
        String label = "one of " + Arrays.stream(type.getEnumConstants()).map(Kind::show).collect(Collectors.joining(", "));
        return new Kind<>(label, text -> found(constants.get(text)));
    }

    /** A value as it would be written in a file. */
    static String show(Object value) {
        return switch (value) {
            case Duration time -> show(time);
            case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
            default -> value.toString();
        };
    }

    private static String show(Duration time) {
        if (time.toMillis() % 1_000 != 0) {
            return time.toMillis() + "ms";
        }
        return time.toSeconds() % 60 == 0 && !time.isZero() ? time.toMinutes() + "m" : time.toSeconds() + "s";
    }

    private static double decimal(String text) {
        double value = Double.parseDouble(text);
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(text);
        }
        return value;
    }

    private static boolean flag(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static long bytes(String text) {
        Matcher quantity = quantity(text);
        return Math.multiplyExact(Long.parseLong(quantity.group(1)), found(SIZES.get(quantity.group(2).toLowerCase(Locale.ROOT))));
    }

    private static Duration duration(String text) {
        Matcher quantity = quantity(text);
        return found(TIMES.get(quantity.group(2))).multipliedBy(Long.parseLong(quantity.group(1)));
    }

    private static Matcher quantity(String text) {
        Matcher quantity = QUANTITY.matcher(text);
        if (!quantity.matches()) {
            throw new IllegalArgumentException(text);
        }
        return quantity;
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(e.getReason(), e);
        }
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split(",", -1)).map(String::strip).filter(item -> !item.isEmpty()).toList();
    }

    private static <V> V found(@Nullable V value) {
        if (value == null) {
            throw new IllegalArgumentException("no such name");
        }
        return value;
    }
}
