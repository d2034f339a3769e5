package dev.planline.benchmarks.workload;

import dev.planline.model.Constraints;
import dev.planline.model.Plan;
import dev.planline.model.RoutedPlan;
import dev.planline.model.Step;
import dev.planline.wire.Codec;
import dev.planline.wire.Decoded;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * The value of a record: a route in JSON, 1 KiB.
 *
 * <p>Behind the first {@code #} stand nine digits: which record it is.
 */
public final class Payload {

    private static final int DIGITS = 9;
    private static final int BYTES = 1_024;
    private static final String FILLER = "The quick brown fox plans, routes and checks what the lazy dog asked for. ".repeat(14);
    private static final Codec CODEC = new Codec();
    private static final int FILLED = BYTES - with("#%09d ".formatted(0), "k").length + 1;

    private Payload() {}

    /** The record of this number, under this key. */
    public static byte[] of(int number, String key) {
        return with("#%09d ".formatted(number) + FILLER.substring(0, FILLED - key.length()), key);
    }

    private static byte[] with(String goal, String key) {
        var step = new Step("s", "code", "do it", null, List.of());
        var plan = new Plan(key, 1, goal, "template", 1.0, List.of(), List.of(), List.of(step), Map.of(),
                Constraints.DEFAULT, List.of());
        return CODEC.encode(new RoutedPlan(plan, List.of(), List.of()));
    }

    /** The number of the record. */
    public static int number(byte[] value) {
        int at = 0;
        while (value[at] != '#') {
            at++;
        }
        return Integer.parseInt(new String(value, at + 1, DIGITS, StandardCharsets.US_ASCII));
    }

    /** The number of the record. */
    public static int number(RoutedPlan route) {
        return Integer.parseInt(route.plan().goal(), 1, 1 + DIGITS, 10);
    }

    /** Decodes a value and encodes it again, as a stage that changes nothing does. */
    public static byte[] passThrough(byte[] value) {
        return switch (CODEC.decode(RoutedPlan.class, value)) {
            case Decoded.Value<RoutedPlan>(RoutedPlan route) -> CODEC.encode(route);
            case Decoded.Malformed<RoutedPlan> malformed -> throw new IllegalArgumentException(malformed.toString());
        };
    }
}
