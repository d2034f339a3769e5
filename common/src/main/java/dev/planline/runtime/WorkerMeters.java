package dev.planline.runtime;

import dev.planline.observability.Meter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** What a worker counts; tagged with its stage. Thread-safe. */
final class WorkerMeters {

    private final Counter handled;
    private final Counter retried;
    private final Counter failed;
    private final Counter deadLetters;
    private final Counter redriven;
    private final Counter diedAgain;
    private final Timer commits;
    private final Timer endToEnd;
    private volatile Backlog backlog = Backlog.NONE;

    WorkerMeters(MeterRegistry registry, String stage) {
        handled = Meter.RECORDS_HANDLED.counter(registry, stage);
        retried = Meter.HANDLER_RETRIES.counter(registry, stage);
        failed = Meter.HANDLER_FAILURES.counter(registry, stage);
        deadLetters = Meter.DEAD_LETTERS.counter(registry, stage);
        redriven = Meter.REDRIVEN_HANDLED.counter(registry, stage);
        diedAgain = Meter.REDRIVEN_DIED.counter(registry, stage);
        commits = Meter.COMMIT_DURATION.timer(registry, stage);
        endToEnd = Meter.RECORD_LATENCY.timer(registry, stage);
        Meter.RECORDS_IN_FLIGHT.gauge(registry, () -> backlog.inFlight(), stage);
        Meter.RECORDS_OLDEST_PENDING.gauge(registry, () -> backlog.oldestPendingSeconds(), stage);
        Meter.WORKER_HELD.gauge(registry, () -> backlog.held() ? 1 : 0, stage);
        Meter.RECORDS_LAG.gauge(registry, () -> backlog.lag(), stage);
    }

    /** Notes what is still to be done. */
    void backlog(Backlog now) {
        backlog = now;
    }

    void committed(int records, int givenUp, Duration duration) {
        handled.increment(records);
        deadLetters.increment(givenUp);
        commits.record(duration);
    }

    /** So many of them were dead letters before, and so many of these are again. */
    void redriven(int records, int givenUp) {
        redriven.increment(records);
        diedAgain.increment(givenUp);
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

    /**
     * What is still to be done.
     *
     * @param inFlight records read and not yet committed
     * @param oldestPendingSeconds time since the oldest of them was read
     * @param lag records on the assigned partitions that are not yet committed
     * @param held whether the worker is paused, or waits for a collaborator that is down
     */
    record Backlog(int inFlight, double oldestPendingSeconds, long lag, boolean held) {

        static final Backlog NONE = new Backlog(0, 0, 0, false);
    }
}
