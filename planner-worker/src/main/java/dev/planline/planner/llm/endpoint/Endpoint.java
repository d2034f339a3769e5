package dev.planline.planner.llm.endpoint;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpClient;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A model behind HTTP, as all who ask it share it.
 *
 * <p>The breaker looks at the last {@value #WINDOW} calls, each with its retries, and opens when half of them failed, of at least
 * {@value #FEWEST}. It then lets nothing through for a while, so that a planner declines at once instead of waiting for what is
 * known to be down, and tries a few calls before it closes. A request that the endpoint refuses for what is in it says nothing
 * about the endpoint and is not counted, nor is a call that nobody waits for any more. Thread-safe.
 */
public final class Endpoint {

    private static final int WINDOW = 10;
    private static final int FEWEST = 5;
    private static final int PROBES = 2;
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final EndpointSettings settings;
    private final HttpClient http;
    private final CircuitBreaker breaker;
    private final @Nullable RateLimiter limiter;
    private final EndpointMeters meters;

    /** With this model; nothing is sent yet. */
    public Endpoint(EndpointSettings settings, MeterRegistry registry) {
        this(settings, registry, PAUSE);
    }

    /** With a breaker that stays open for this long. */
    Endpoint(EndpointSettings settings, MeterRegistry registry, Duration pause) {
        this.settings = settings;
        // servers of local models stumble over the upgrade to HTTP/2 that the client would ask for
        this.http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER).build();
        this.breaker = CircuitBreaker.of("model", CircuitBreakerConfig.custom()
                .slidingWindow(WINDOW, FEWEST, CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(50)
                .waitDurationInOpenState(pause)
                .permittedNumberOfCallsInHalfOpenState(PROBES)
                .build());
        this.limiter = settings.perSecond() == 0 ? null : limiter(settings);
        this.meters = new EndpointMeters(registry, breaker);
    }

    private static RateLimiter limiter(EndpointSettings settings) {
        return RateLimiter.of("model", RateLimiterConfig.custom()
                .limitForPeriod(1)
                .limitRefreshPeriod(Duration.ofNanos((long) (1e9 / settings.perSecond())))
                .timeoutDuration(settings.deadline())
                .build());
    }

    /** Begins a session; its deadline runs from now. */
    public Session open() {
        return new Session(settings, http, breaker, limiter, meters);
    }
}
