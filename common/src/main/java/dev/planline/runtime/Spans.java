package dev.planline.runtime;

import dev.planline.observability.LogKey;
import dev.planline.tracing.Handling;
import dev.planline.tracing.Received;
import dev.planline.tracing.Tracing;
import dev.planline.wire.EventHeaders;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Gives each record that a worker handles a span, and the log of the thread its ids. Without tracing it does nothing. */
public final class Spans {

    private final Tracing tracing;
    private final String group;

    Spans(Tracing tracing, String group) {
        this.tracing = tracing;
        this.group = group;
    }

    /** The current thread begins with this record, or goes on with it. */
    void enter(Work work) {
        if (!tracing.on()) {
            return;
        }
        Handling span = work.span();
        if (span == null) {
            span = tracing.handle(received(work.source(), group));
            work.traced(span);
        }
        MDC.put(LogKey.TRACE_ID.key(), span.traceId());
        MDC.put(LogKey.SPAN_ID.key(), span.spanId());
    }

    /** The current thread leaves its record. */
    void leave() {
        if (tracing.on()) {
            MDC.remove(LogKey.TRACE_ID.key());
            MDC.remove(LogKey.SPAN_ID.key());
        }
    }

    /** A record as a span shows it. */
    public static Received received(ConsumerRecord<byte[], byte[]> source, String group) {
        return new Received(source.topic(), source.partition(), source.offset(), text(source.key()), source.value() == null, group,
                EventHeaders.traceparent(source.headers()));
    }

    /** A key as a span shows it; null if there is none. */
    public static @Nullable String text(byte @Nullable [] key) {
        return key == null ? null : new String(key, StandardCharsets.UTF_8);
    }
}
