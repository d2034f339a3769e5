package dev.planline.tracing;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.jspecify.annotations.Nullable;

/** Spans as OpenTelemetry's conventions for messaging and Kafka name them, exported over OTLP. */
final class OtlpTracing implements Tracing {

    private static final String SCOPE = "dev.planline";
    private static final String PATH = "/v1/traces";
    private static final String TRACEPARENT = "traceparent";

    /** Shows the header of a record to the parser of the library. */
    private static final TextMapGetter<Received> HEADERS = (record, name) -> record == null || !name.equals(TRACEPARENT)
            ? null
            : record.traceparent();

    /** Longest value of an attribute; a key or the message of a failure may be of any length. */
    private static final int LONGEST = 1_024;

    private final SdkTracerProvider provider;
    private final SpanQueue queue;
    private final Tracer tracer;

    private OtlpTracing(SdkTracerProvider provider, SpanQueue queue) {
        this.provider = provider;
        this.queue = queue;
        this.tracer = provider.get(SCOPE);
    }

    static OtlpTracing to(String endpoint, double sampleRatio, String role, String instanceId, MeterRegistry registry) {
        var queue = SpanQueue.to(endpoint.endsWith(PATH) ? endpoint : endpoint.replaceFirst("/+$", "") + PATH, registry);
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault().merge(Resource.create(identity(role, instanceId))))
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(sampleRatio)))
                .setSpanLimits(SpanLimits.builder().setMaxAttributeValueLength(LONGEST).build())
                .addSpanProcessor(queue)
                .build();
        return new OtlpTracing(provider, queue);
    }

    private static Attributes identity(String role, String instanceId) {
        var identity = Attributes.builder().put("service.name", "planline-" + role).put("service.instance.id", instanceId);
        String version = OtlpTracing.class.getPackage().getImplementationVersion();
        if (version != null) {
            identity.put("service.version", version);
        }
        return identity.build();
    }

    @Override
    public boolean on() {
        return true;
    }

    @Override
    public Handling handle(Received record) {
        Context parent = W3CTraceContextPropagator.getInstance().extract(Context.root(), record, HEADERS);
        SpanBuilder span = tracer.spanBuilder("process " + record.topic())
                .setParent(parent)
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute(Names.SYSTEM, Names.KAFKA)
                .setAttribute(Names.OPERATION_NAME, Names.PROCESS)
                .setAttribute(Names.OPERATION_TYPE, Names.PROCESS)
                .setAttribute(Names.DESTINATION, record.topic())
                .setAttribute(Names.PARTITION, Integer.toString(record.partition()))
                .setAttribute(Names.GROUP, record.group())
                .setAttribute(Names.OFFSET, record.offset());
        if (record.key() != null) {
            span.setAttribute(Names.KEY, record.key());
        }
        if (record.tombstone()) {
            span.setAttribute(Names.TOMBSTONE, true);
        }
        return new HandlingSpan(this, span.startSpan());
    }

    @Override
    public Sending send(String topic, @Nullable String key) {
        return new SendingSpan(sending(topic, key, Context.current()));
    }

    Span sending(String topic, @Nullable String key, Context parent) {
        SpanBuilder span = tracer.spanBuilder("send " + topic)
                .setParent(parent)
                .setSpanKind(SpanKind.PRODUCER)
                .setAttribute(Names.SYSTEM, Names.KAFKA)
                .setAttribute(Names.OPERATION_NAME, Names.SEND)
                .setAttribute(Names.OPERATION_TYPE, Names.SEND)
                .setAttribute(Names.DESTINATION, topic);
        if (key != null) {
            span.setAttribute(Names.KEY, key);
        }
        return span.startSpan();
    }

    /** A text as it may stand in a span. */
    static String shortened(@Nullable String text) {
        String whole = String.valueOf(text);
        return whole.length() <= LONGEST ? whole : whole.substring(0, LONGEST);
    }

    @Override
    public void drop() {
        queue.drop();
    }

    @Override
    public void close() {
        queue.finish(provider.shutdown());
    }
}
