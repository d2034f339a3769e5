package dev.planline.planner.llm.endpoint;

import dev.planline.observability.Meter;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** The meters of an endpoint. */
final class EndpointMeters {

    private final Counter answered;
    private final Counter failed;
    private final Counter tokensIn;
    private final Counter tokensOut;

    EndpointMeters(MeterRegistry registry, CircuitBreaker breaker) {
        answered = Meter.MODEL_CALLS.counter(registry, "answered");
        failed = Meter.MODEL_CALLS.counter(registry, "failed");
        tokensIn = Meter.MODEL_TOKENS.counter(registry, "in");
        tokensOut = Meter.MODEL_TOKENS.counter(registry, "out");
        // while it tries the endpoint out it still holds all but a few requests back
        Meter.MODEL_BREAKER_OPEN.gauge(registry, () -> breaker.getState() == CircuitBreaker.State.CLOSED ? 0 : 1);
    }

    void answered(long in, long out) {
        answered.increment();
        tokensIn.increment((double) in);
        tokensOut.increment((double) out);
    }

    void failed() {
        failed.increment();
    }
}
