package dev.planline.sink.api;

import dev.planline.observability.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** How long requests take, by route and status. Thread-safe. */
final class ApiMeters {

    /** Stands for the path of a request that is refused before it is looked at, or that has no route; and for a status that was not sent. */
    static final String NONE = "none";

    private final MeterRegistry registry;
    private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

    private record Kind(String route, int status) {}

    ApiMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * Notes a request.
     *
     * @param route path of its route, for example {@code /v1/tasks/{id}}
     * @param status negative if none was sent
     */
    void answered(String route, int status, long nanos) {
        timers.computeIfAbsent(new Kind(route, status), this::timer).record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer timer(Kind kind) {
        return Meter.API_REQUEST_DURATION.timer(registry, kind.route(), kind.status() < 0 ? NONE : Integer.toString(kind.status()));
    }
}
