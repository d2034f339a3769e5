package dev.planline.tracing;

import org.jspecify.annotations.Nullable;

/**
 * Where spans go.
 *
 * @param endpoint http or https URL of a collector that speaks OTLP over HTTP; null for no tracing
 * @param sampleRatio share of the traces begun here that are recorded, 0 to 1; a trace that comes in has its own say
 */
public record TracingSettings(@Nullable String endpoint, double sampleRatio) {

    /** No tracing. */
    public static final TracingSettings OFF = new TracingSettings(null, 1);

    /** All traces go to this collector. */
    public static TracingSettings to(String endpoint) {
        return new TracingSettings(endpoint, 1);
    }
}
