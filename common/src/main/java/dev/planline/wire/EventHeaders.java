package dev.planline.wire;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** The headers of a message: CloudEvents 1.0 in binary mode, and the W3C trace context. */
public final class EventHeaders {

    /** The version of the schemas that this build knows. */
    public static final int SCHEMA_VERSION = 1;

    /** Name of the header that carries the W3C trace context. */
    public static final String TRACEPARENT = "traceparent";

    private static final int TRACEPARENT_LENGTH = 55;
    private static final Pattern TRACE_CONTEXT = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
    private static final String SCHEMAS = "https://planline.dev/schemas/";
    private static final String THIS_VERSION = "/" + SCHEMA_VERSION;
    private static final Pattern VERSION = Pattern.compile(".*/([0-9]{1,6})");

    /** The headers that are the same for all messages of a topic. */
    private static final Map<Topic, List<Header>> CONSTANT = Arrays.stream(Topic.values())
            .collect(Collectors.toMap(topic -> topic, topic -> constant(typeName(topic)), (one, other) -> one,
                    () -> new EnumMap<>(Topic.class)));

    private static final List<Header> REDRIVE = constant("redrive");

    private static volatile Stamp lastStamp = new Stamp(Instant.EPOCH);

    private EventHeaders() {}

    private static List<Header> constant(String type) {
        return List.of(
                header("ce_specversion", "1.0"),
                header("ce_type", "dev.planline." + type),
                header("ce_dataschema", SCHEMAS + type + "/" + SCHEMA_VERSION),
                header("content-type", "application/json"));
    }

    /** A time to the millisecond, as a header. To write it out costs more than the other headers together, and many messages share one. */
    private static final class Stamp {

        private final Instant time;
        private final Header header;

        Stamp(Instant time) {
            this.time = time;
            this.header = header("ce_time", time.toString());
        }
    }

    private static Stamp stamp(Instant time) {
        Instant millis = time.truncatedTo(ChronoUnit.MILLIS);
        Stamp last = lastStamp;
        if (!last.time.equals(millis)) {
            last = new Stamp(millis);
            lastStamp = last;
        }
        return last;
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The headers of a new message.
     *
     * @param id tells this event from all others of its source; the same again if it is published again
     * @param source who publishes it, for example {@code planline/router}
     * @param traceparent of the message that caused it; null if there is none
     */
    public static RecordHeaders of(Topic topic, String id, String source, Instant time, @Nullable String traceparent) {
        return of(CONSTANT.getOrDefault(topic, List.of()), id, source, time, traceparent);
    }

    /** The headers of a record on {@linkplain Redrives the topic of what was redriven}. */
    public static RecordHeaders ofRedrive(String id, String source, Instant time) {
        return of(REDRIVE, id, source, time, null);
    }

    private static RecordHeaders of(List<Header> constant, String id, String source, Instant time, @Nullable String traceparent) {
        var headers = new RecordHeaders();
        constant.forEach(headers::add);
        put(headers, "ce_id", id);
        put(headers, "ce_source", source);
        headers.add(stamp(time).header);
        if (traceparent != null) {
            put(headers, TRACEPARENT, traceparent);
        }
        return headers;
    }

    /** The trace context that a message came with; null if there is none, or if what stands there is none and must not travel on. */
    public static @Nullable String traceparent(Headers headers) {
        Header header = headers.lastHeader(TRACEPARENT);
        if (header == null || header.value() == null || header.value().length != TRACEPARENT_LENGTH) {
            return null;
        }
        String text = new String(header.value(), StandardCharsets.ISO_8859_1);
        return TRACE_CONTEXT.matcher(text).matches() ? text : null;
    }

    /** Whether a message says that its schema is newer than this build. */
    public static boolean newerSchema(Headers headers) {
        String schema = text(headers, "ce_dataschema");
        if (schema == null || schema.endsWith(THIS_VERSION)) {
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
        headers.add(header(name, value));
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
            case CONTROLS -> "control";
            case TRAJECTORIES -> "trajectory";
            case PRIORITIES -> "priority";
        };
    }
}
