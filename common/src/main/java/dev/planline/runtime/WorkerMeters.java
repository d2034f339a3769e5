package dev.planline.runtime;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.Supplier;

/** What a worker counts; tagged with its stage. */
final class WorkerMeters {

    private final MeterRegistry registry;
    private final String stage;
    private final Counter handled;
    private final Counter retried;
    private final Counter failed;
    private final Counter deadLetters;
    private final Timer commits;
    private final Timer endToEnd;

    WorkerMeters(MeterRegistry registry, String stage) {
        this.registry = registry;
        this.stage = stage;
        handled = counter("planline.records.handled", "Records whose outcome is committed");
        retried = counter("planline.handler.retries", "Calls of a handler after a failure");
        failed = counter("planline.handler.failures", "Records whose handler failed on the last attempt too");
        deadLetters = counter("planline.dead.letters", "Records given up");
        commits = timer("planline.commit.duration", "Time a transaction takes to commit");
        endToEnd = timer("planline.record.latency", "Time from a record's timestamp to the commit of its outcome");
    }

    /** Registers what is asked for when it is read. */
    void gauges(Supplier<Number> inFlight, Supplier<Number> oldestPendingSeconds) {
        Gauge.builder("planline.records.in.flight", inFlight)
                .description("Records read and not yet committed")
                .tag("stage", stage)
                .register(registry);
        Gauge.builder("planline.records.oldest.pending", oldestPendingSeconds)
                .description("Age of the oldest record that is not yet committed")
                .baseUnit("seconds")
                .tag("stage", stage)
                .register(registry);
    }

    void committed(int records, int givenUp, Duration duration) {
        handled.increment(records);
        deadLetters.increment(givenUp);
        commits.record(duration);
    }

    void latency(long millis) {
        endToEnd.record(Duration.ofMillis(Math.max(0, millis)));
    }

    void retried() {
        retried.increment();
    }

    void failed() {
        failed.increment();
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).tag("stage", stage).register(registry);
    }

    private Timer timer(String name, String description) {
        return Timer.builder(name).description(description).tag("stage", stage).register(registry);
    }
}
