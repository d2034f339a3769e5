package dev.planline.endtoend;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A span as a collector received it.
 *
 * @param resource attributes of the process that it is of
 * @param parentId empty if it has none
 * @param attributes texts, numbers and truths as text
 */
record SpanSeen(Map<String, String> resource, String scope, String traceId, String spanId, String parentId, String name, String kind,
        Map<String, String> attributes, List<EventSeen> events, String status, String message, long beginNanos, long endNanos) {

    /** What happened in a span. */
    record EventSeen(String name, Map<String, String> attributes) {}

    static SpanSeen of(Resource resource, String scope, Span span) {
        return new SpanSeen(texts(resource.getAttributesList()), scope, hex(span.getTraceId().toByteArray()),
                hex(span.getSpanId().toByteArray()), hex(span.getParentSpanId().toByteArray()), span.getName(),
                span.getKind().name().replace("SPAN_KIND_", ""), texts(span.getAttributesList()),
                span.getEventsList().stream().map(event -> new EventSeen(event.getName(), texts(event.getAttributesList()))).toList(),
                span.getStatus().getCode().name().replace("STATUS_CODE_", ""), span.getStatus().getMessage(),
                span.getStartTimeUnixNano(), span.getEndTimeUnixNano());
    }

    String service() {
        return resource.getOrDefault("service.name", "nobody");
    }

    private static String hex(byte[] id) {
        return HexFormat.of().formatHex(id);
    }

    private static Map<String, String> texts(List<KeyValue> attributes) {
        var texts = new TreeMap<String, String>();
        attributes.forEach(attribute -> texts.put(attribute.getKey(), text(attribute.getValue())));
        return texts;
    }

    private static String text(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case INT_VALUE -> Long.toString(value.getIntValue());
            case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
            default -> throw new AssertionError(value.toString());
        };
    }
}
