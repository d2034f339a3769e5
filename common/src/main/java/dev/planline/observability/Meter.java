package dev.planline.observability;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The catalogue of all meters. */
public enum Meter {
    RECORDS_HANDLED("planline.records.handled", Type.COUNTER, "records", "Records whose outcome is committed", "stage"),
    RECORDS_IN_FLIGHT("planline.records.in.flight", Type.GAUGE, "records", "Records read and not yet committed", "stage"),
    RECORDS_OLDEST_PENDING("planline.records.oldest.pending", Type.GAUGE, "seconds",
            "Time since the oldest record was read that is not yet committed", "stage"),
    WORKER_POLLING("planline.worker.polling", Type.GAUGE, "0 or 1", "Whether the worker has joined its group and polls", "stage"),
    WORKER_HELD("planline.worker.held", Type.GAUGE, "0 or 1", "Whether the worker is paused, or waits for a collaborator that is down",
            "stage"),
    RECORDS_LAG("planline.records.lag", Type.GAUGE, "records", "Records on the assigned partitions that are not yet committed", "stage"),
    RECORD_LATENCY("planline.record.latency", Type.TIMER, "seconds", "Time from a record's timestamp to the commit of its outcome",
            "stage"),
    HANDLER_RETRIES("planline.handler.retries", Type.COUNTER, "calls", "Calls of a handler after a failure", "stage"),
    HANDLER_FAILURES("planline.handler.failures", Type.COUNTER, "records", "Records whose handler failed on the last attempt too", "stage"),
    DEAD_LETTERS("planline.dead.letters", Type.COUNTER, "records", "Records given up", "stage"),
    REDRIVEN_HANDLED("planline.redriven.handled", Type.COUNTER, "records",
            "Redriven records whose outcome is committed, those given up again included", "stage"),
    REDRIVEN_DIED("planline.redriven.died", Type.COUNTER, "records", "Redriven records given up again", "stage"),
    TRAJECTORIES_LEARNT("planline.trajectories.learnt", Type.COUNTER, "trajectories",
            "Trajectories that the planner has read to recall from, again after a failure of the broker"),
    TEXTS_REDACTED("planline.texts.redacted", Type.COUNTER, "texts",
            "Texts of trajectories in which the sink found a secret, again after a failure of the database"),
    COMMIT_DURATION("planline.commit.duration", Type.TIMER, "seconds", "Time a transaction takes to commit", "stage"),
    MODEL_CALLS("planline.model.calls", Type.COUNTER, "calls",
            "Requests to the endpoint of the planner's model; `outcome` is answered or failed", "outcome"),
    MODEL_TOKENS("planline.model.tokens", Type.COUNTER, "tokens",
            "Tokens of such requests, as the endpoint counts them; `direction` is in or out", "direction"),
    MODEL_BREAKER_OPEN("planline.model.breaker.open", Type.GAUGE, "0 or 1",
            "Whether the circuit breaker holds such requests back because the endpoint failed too often"),
    API_REQUEST_DURATION("planline.api.request.duration", Type.TIMER, "seconds",
            "Time the sink's API takes for a request, up to the end of the reply; `route` is a path of the API, or none if it has no such path",
            "route", "status"),
    TRAJECTORIES_STORED("planline.trajectories.stored", Type.GAUGE, "trajectories", "Trajectories in the pool of the sink"),
    STORE_BYTES("planline.store.bytes", Type.GAUGE, "bytes", "Size of the sink's database"),
    SPANS_EXPORTED("planline.spans.exported", Type.COUNTER, "spans", "Spans that the collector of traces took"),
    SPANS_DROPPED("planline.spans.dropped", Type.COUNTER, "spans",
            "Spans that were dropped, because too many waited or the collector did not take them");

    /** Kinds of meters. */
    public enum Type {
        /** Only grows. */
        COUNTER,
        /** Goes up and down. */
        GAUGE,
        /** Counts durations, in buckets. */
        TIMER
    }

    private static final Duration[] BUCKETS = Stream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000)
            .map(Duration::ofMillis).toArray(Duration[]::new);

    private final String meterName;
    private final Type type;
    private final String unit;
    private final String description;
    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> tags;

    Meter(String meterName, Type type, String unit, String description, String... tags) {
        this.meterName = meterName;
        this.type = type;
        this.unit = unit;
        this.description = description;
        this.tags = List.of(tags);
    }

    /** Registers it as a counter, with a value for each of its tags. */
    public Counter counter(MeterRegistry registry, String... tagValues) {
        return Counter.builder(nameOf(Type.COUNTER)).description(description).tags(tagged(tagValues)).register(registry);
    }

    /** Registers it as a timer, with a value for each of its tags. */
    public Timer timer(MeterRegistry registry, String... tagValues) {
        return Timer.builder(nameOf(Type.TIMER)).description(description).serviceLevelObjectives(BUCKETS).tags(tagged(tagValues))
                .register(registry);
    }

    /** Registers it as a gauge, with a value for each of its tags; the supplier is asked on each scrape. */
    public Gauge gauge(MeterRegistry registry, Supplier<Number> value, String... tagValues) {
        return Gauge.builder(nameOf(Type.GAUGE), value).description(description).baseUnit(timed() ? unit : null).tags(tagged(tagValues))
                .register(registry);
    }

    /** The name in the registry, for example {@code planline.records.handled}. */
    public String meterName() {
        return meterName;
    }

    /** The name on {@code /metrics}, without the suffixes of a timer's parts. */
    public String prometheusName() {
        String name = meterName.replace('.', '_');
        return switch (type) {
            case COUNTER -> name + "_total";
            case GAUGE -> timed() ? name + "_seconds" : name;
            case TIMER -> name + "_seconds";
        };
    }

    /** All names on {@code /metrics}: one, or those of a timer's parts. */
    public List<String> series() {
        String name = prometheusName();
        return type == Type.TIMER ? List.of(name + "_bucket", name + "_count", name + "_sum", name + "_max") : List.of(name);
    }

    /** The names of its tags. */
    public List<String> tags() {
        return tags;
    }

    /** All of them as a Markdown table. */
    public static String catalogue() {
        var text = new StringBuilder("| meter | on `/metrics` | type | unit | tags | meaning |\n|---|---|---|---|---|---|\n");
        for (Meter meter : values()) {
            text.append(
                    "| `" + meter.meterName + "` | `" + meter.prometheusName() + "` | " + meter.type.name().toLowerCase(Locale.ROOT) + " | "
                            + meter.unit + " | " + String.join(", ", meter.tags) + " | " + meter.description + " |\n");
        }
        return text.toString();
    }

    private boolean timed() {
        return unit.equals("seconds");
    }

    private String nameOf(Type wanted) {
        if (type != wanted) {
            throw new IllegalStateException("BUG: " + meterName + " is a " + type);
        }
        return meterName;
    }

    private Tags tagged(String... values) {
        if (values.length != tags.size()) {
            throw new IllegalArgumentException("BUG: " + meterName + " has the tags " + tags);
        }
        var pairs = new ArrayList<String>();
        for (int i = 0; i < values.length; i++) {
            pairs.add(tags.get(i));
            pairs.add(values[i]);
        }
        return Tags.of(pairs.toArray(String[]::new));
    }
}
