package dev.planline.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;

/** A span of kind PRODUCER. */
final class SendingSpan implements Sending {

    private final Span span;

    SendingSpan(Span span) {
        this.span = span;
    }

    @Override
    public String traceparent() {
        return Traceparent.of(span.getSpanContext());
    }

    @Override
    public void acknowledged(int partition, long offset) {
        span.setAttribute(Names.PARTITION, Integer.toString(partition)).setAttribute(Names.OFFSET, offset);
        span.end();
    }

    @Override
    public void failed(Throwable failure) {
        span.setAttribute(Names.ERROR, failure.getClass().getName()).setStatus(StatusCode.ERROR,
                OtlpTracing.shortened(failure.getMessage()));
        span.end();
    }
}
