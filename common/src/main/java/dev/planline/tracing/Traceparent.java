package dev.planline.tracing;

import io.opentelemetry.api.trace.SpanContext;

/** Writes the header of the W3C's Trace Context, version 00. */
final class Traceparent {

    private Traceparent() {}

    static String of(SpanContext span) {
        return "00-" + span.getTraceId() + "-" + span.getSpanId() + "-" + span.getTraceFlags().asHex();
    }
}
