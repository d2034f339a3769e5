package dev.planline.cli.training;

import dev.planline.model.Trajectory;
import dev.planline.wire.Codec;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Values of columns. */
final class Cells {

    private static final Codec CODEC = new Codec();
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final List<String> COLUMNS = List.of("trajectoryId", "taskId", "goal", "agent", "generation", "operator", "parents",
            "outcome", "score", "policyVersion", "createdAt", "durationSeconds", "costUsd", "tokensIn", "tokensOut", "toolsUsed", "steps");

    /** What 64 bits of microseconds reach, and then some: years of four digits. */
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private Cells() {}

    /** As on the wire. */
    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static String json(Object value) {
        return CODEC.toJson(value);
    }

    static @Nullable String text(@Nullable Object value) {
        return value == null || value instanceof String ? (String) value : json(value);
    }

    /** Null for a year that is not of four digits, which readers do not take. */
    static @Nullable Instant time(@Nullable Instant time) {
        return time == null || time.isBefore(FIRST) || time.isAfter(LAST) ? null : time;
    }

    /** The fields that have no column of their own. */
    static String rest(Trajectory trajectory) {
        var fields = (ObjectNode) MAPPER.readTree(CODEC.encode(trajectory));
        fields.remove(COLUMNS);
        return fields.toString();
    }
}
