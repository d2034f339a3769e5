package dev.planline.tracing;

import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

/**
 * The spans of a process. Neither a collector that is down nor one that is slow holds anybody up: spans that cannot be
 * delivered are dropped and counted. Thread-safe.
 */
public sealed interface Tracing extends AutoCloseable permits NoTracing, OtlpTracing {

    /** None. */
    Tracing OFF = new NoTracing();

    /**
     * What the settings say.
     *
     * @param role who this is, for example {@code router}
     * @param instanceId tells it from others of its kind
     * @param registry counts spans that are exported and dropped
     */
    static Tracing open(TracingSettings settings, String role, String instanceId, MeterRegistry registry) {
        String endpoint = settings.endpoint();
        return endpoint == null ? OFF : OtlpTracing.to(endpoint, settings.sampleRatio(), role, instanceId, registry);
    }

    /** Whether there are any. Whoever works on many records asks this for each, and does nothing more if not. */
    boolean on();

    /** Begins the span of a record that is handled, in the trace that it came with. Only if there are spans. */
    Handling handle(Received record);

    /** Begins the span of a record that is published, in the trace that the caller is in, or a new one. Only if there are spans. */
    Sending send(String topic, @Nullable String key);

    /** Notes that a span was not even begun. */
    void drop();

    /** Exports what is finished, as far as that is possible in a moment. */
    @Override
    void close();
}
