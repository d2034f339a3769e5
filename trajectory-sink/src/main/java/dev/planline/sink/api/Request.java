package dev.planline.sink.api;

import dev.planline.text.Names;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A request, with its parameters read strictly: one that no route asked for is refused when all have been read.
 *
 * @param path what stands for the braces of the route's path
 * @param headers by name, in any case
 */
record Request(Map<String, String> path, Map<String, String> query, Map<String, List<String>> headers, String body, Set<String> known) {

    private static final Pattern DECIMAL = Pattern.compile("[-+0-9.eE]+");
    private static final String LINES = "application/x-ndjson";

    static Request of(Map<String, String> path, @Nullable String rawQuery, Map<String, List<String>> headers, String body) {
        var query = new LinkedHashMap<String, String>();
        for (String pair : rawQuery == null || rawQuery.isEmpty() ? new String[0] : rawQuery.split("&")) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            if (query.put(name, equals < 0 ? "" : decode(pair.substring(equals + 1))) != null) {
                throw ApiError.invalid(name, "stands twice");
            }
        }
        return new Request(path, query, headers, body, new TreeSet<>());
    }

    static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ApiError.invalid("", "the address has a broken % sequence");
        }
    }

    String path(String name) {
        return path.getOrDefault(name, "");
    }

    @Nullable String header(String name) {
        List<String> values = headers.get(name);
        return values == null || values.isEmpty() ? null : values.getFirst();
    }

    /** Whether a list is wanted as lines of JSON. */
    boolean wantsLines() {
        String accept = header("Accept");
        return accept != null && Arrays.stream(accept.split(",")).anyMatch(type -> type.split(";")[0].strip().equalsIgnoreCase(LINES));
    }

    /** The same address with another cursor, as seen from this one. */
    String withCursor(String cursor) {
        var other = new LinkedHashMap<>(query);
        other.put("cursor", cursor);
        return other.entrySet().stream()
                .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining("&", "?", ""));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Nullable String text(String name) {
        known.add(name);
        return query.get(name);
    }

    String required(String name) {
        String text = text(name);
        if (text == null) {
            throw ApiError.invalid(name, "is required");
        }
        return text;
    }

    int number(String name, int otherwise, int least, int most) {
        Integer number = optional(name, Integer::valueOf, "a whole number");
        int value = number == null ? otherwise : number;
        if (value < least || value > most) {
            throw ApiError.invalid(name, "is " + value + "; must lie in " + least + ".." + most);
        }
        return value;
    }

    /** As JSON writes numbers; Java reads more, such as NaN and 0x1p3. */
    static double decimal(String text) {
        double value = Double.parseDouble(text);
        if (!Double.isFinite(value) || !DECIMAL.matcher(text).matches()) {
            throw new IllegalArgumentException(text);
        }
        return value;
    }

    <T> @Nullable T optional(String name, Function<String, T> parse, String kind) {
        String text = text(name);
        try {
            return text == null ? null : parse.apply(text);
        } catch (RuntimeException e) { // whatever the parser of a JDK type throws for a text that is none
            throw ApiError.invalid(name, "is \"" + text + "\"; must be " + kind);
        }
    }

    <E extends Enum<E>> @Nullable E constant(String name, Class<E> type) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        List<String> allowed = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            String wire = constant.name().toLowerCase(Locale.ROOT);
            if (wire.equals(text)) {
                return constant;
            }
            allowed.add(wire);
        }
        throw ApiError.invalid(name,
                "unknown value \"" + text + "\"; use one of " + String.join(", ", allowed) + Names.didYouMean(text, allowed));
    }

    /** Refuses parameters that nobody asked for. */
    void refuseUnknown() {
        for (String name : query.keySet()) {
            if (!known.contains(name)) {
                throw ApiError.invalid(name, "unknown parameter" + Names.didYouMean(name, known),
                        known.isEmpty() ? "this address takes none" : "it takes " + String.join(", ", known));
            }
        }
    }
}
