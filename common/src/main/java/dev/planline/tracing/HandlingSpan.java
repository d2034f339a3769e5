package dev.planline.tracing;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A span of kind CONSUMER with one of kind PRODUCER below it for each record that is published. */
final class HandlingSpan implements Handling {

    private final OtlpTracing tracing;
    private final Span span;
    private final List<Span> sends = new ArrayList<>(2);
    private long doneNanos;

    HandlingSpan(OtlpTracing tracing, Span span) {
        this.tracing = tracing;
        this.span = span;
    }

    @Override
    public String traceId() {
        return span.getSpanContext().getTraceId();
    }

    @Override
    public String spanId() {
        return span.getSpanContext().getSpanId();
    }

    @Override
    public void callFailed(int call, Throwable failure) {
        span.addEvent(Names.EXCEPTION, Attributes.of(Names.CALL, (long) call, Names.EXCEPTION_TYPE, failure.getClass().getName(),
                Names.EXCEPTION_MESSAGE, String.valueOf(failure.getMessage())));
    }

    @Override
    public void heldBack(@Nullable String reason) {
        span.addEvent(Names.HELD_BACK, Attributes.of(Names.REASON, String.valueOf(reason)));
    }

    @Override
    public String send(String topic, @Nullable String key) {
        Span send = tracing.sending(topic, key, Context.root().with(span));
        sends.add(send);
        return Traceparent.of(send.getSpanContext());
    }

    @Override
    public void placed(int index, int partition, long offset) {
        sends.get(index).setAttribute(Names.PARTITION, Integer.toString(partition)).setAttribute(Names.OFFSET, offset);
    }

    @Override
    public void done() {
        doneNanos = Clock.getDefault().now();
    }

    @Override
    public void gaveUp(String kind, String reason) {
        span.setAttribute(Names.ERROR, kind).setStatus(StatusCode.ERROR, OtlpTracing.shortened(reason));
        done();
    }

    @Override
    public void committed() {
        sends.forEach(Span::end);
        span.end(doneNanos, TimeUnit.NANOSECONDS);
    }
}
