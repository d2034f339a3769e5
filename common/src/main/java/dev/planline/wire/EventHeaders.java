package dev.planline.wire;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** The headers of a message: CloudEvents 1.0 in binary mode, and the W3C trace context. */
public final class EventHeaders {

    /** The version of the schemas that this build knows. */
    public static final int SCHEMA_VERSION = 1;

    /** Name of the header that carries the W3C trace context. */
    public static final String TRACEPARENT = "traceparent";

    private static final String SCHEMAS = "https://planline.dev/schemas/";
    private static final Pattern VERSION = Pattern.compile(".*/(\\d{1,6})");

    private EventHeaders() {}

    /**
     * The headers of a new message.
     *
     * @param id tells this event from all others of its source; the same again if it is published again
     * @param source who publishes it, for example {@code planline/router}
     * @param traceparent of the message that caused it; null if there is none
     */
    public static RecordHeaders of(Topic topic, String id, String source, Instant time, @Nullable String traceparent) {
        var headers = new RecordHeaders();
        put(headers, "ce_specversion", "1.0");
        put(headers, "ce_id", id);
        put(headers, "ce_source", source);
        put(headers, "ce_type", "dev.planline." + typeName(topic));
        put(headers, "ce_time", time.toString());
        put(headers, "ce_dataschema", SCHEMAS + typeName(topic) + "/" + SCHEMA_VERSION);
        put(headers, "content-type", "application/json");
        if (traceparent != null) {
            put(headers, TRACEPARENT, traceparent);
        }
        return headers;
    }

    /** Whether a message says that its schema is newer than this build. */
    public static boolean newerSchema(Headers headers) {
        String schema = text(headers, "ce_dataschema");
        if (schema == null) {
            return false;
        }
        Matcher version = VERSION.matcher(schema);
        return version.matches() && Integer.parseInt(version.group(1)) > SCHEMA_VERSION;
    }

    /** The last header of this name as text; null if there is none. */
    public static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** Adds a header with a text. */
    public static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String typeName(Topic topic) {
        return switch (topic) {
            case TASKS -> "task";
            case PLANS -> "plan";
            case ROUTES -> "route";
            case VALIDATED -> "validated";
            case REJECTED -> "rejection";
            case ABANDONED -> "abandonment";
            case AGENTS -> "agent";
            case RULES -> "rule";
            case TRAJECTORIES -> "trajectory";
            case PRIORITIES -> "priority";
        };
    }
}
