package dev.planline.exchange;

import dev.planline.model.InvalidField;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values of ATIF that are no records: content, times, amounts. */
final class AtifContent {

    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder().parseLenient()
            .append(DateTimeFormatter.ISO_LOCAL_DATE).optionalStart().appendLiteral(' ').optionalEnd().optionalStart().appendLiteral('T')
            .optionalEnd().append(DateTimeFormatter.ISO_LOCAL_TIME).optionalStart().appendOffset("+HH:MM", "Z").optionalEnd().toFormatter();

    private AtifContent() {}

    /** Refuses what is neither a text nor a list of parts, each {@code {"type": "text", "text"}} or {@code {"type": "image", "source"}}. */
    static void check(String field, Object content) {
        if (content instanceof String) {
            return;
        }
        if (!(content instanceof List<?> parts)) {
            throw new InvalidField(field, "must be a text or a list of parts");
        }
        for (int i = 0; i < parts.size(); i++) {
            Map<?, ?> part = parts.get(i) instanceof Map<?, ?> map ? map : Map.of();
            boolean text = "text".equals(part.get("type")) && part.get("text") instanceof String;
            boolean image = "image".equals(part.get("type")) && part.get("source") instanceof Map<?, ?>;
            if (!text && !image) {
                throw new InvalidField(field + "[" + i + "]",
                        "must be {\"type\": \"text\", \"text\": \"...\"} or {\"type\": \"image\", \"source\": {...}}");
            }
        }
    }

    /** The text of content; that of its parts on lines of their own. */
    static String text(Object content) {
        if (content instanceof List<?> parts) {
            return parts.stream()
                    .map(part -> part instanceof Map<?, ?> map && map.get("text") instanceof String text ? text : "")
                    .filter(text -> !text.isEmpty())
                    .collect(Collectors.joining("\n"));
        }
        return content.toString();
    }

    /** A point in time; one without an offset is taken as UTC. */
    static Instant time(String text) {
        try {
            return TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from) instanceof OffsetDateTime time
                    ? time.toInstant()
                    : LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new InvalidField("timestamp", "is \"" + text + "\"; must be a time such as \"2026-12-01T00:00:00Z\"");
        }
    }

    static void amount(String field, @Nullable Number value) {
        if (value != null && !(value.doubleValue() >= 0 && value.doubleValue() < Double.POSITIVE_INFINITY)) {
            throw new InvalidField(field, "is " + value + "; must be zero or more, and finite");
        }
    }
}
