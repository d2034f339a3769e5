package dev.planline.sink.log;

import dev.planline.observability.Meter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** What the reader of the log counts, under the names that the workers use. Thread-safe. */
final class SinkMeters {

    private final Counter folded;
    private final Counter deadLetters;
    private final Counter redriven;
    private final Counter diedAgain;
    private final Timer commits;
    private volatile long lag;

    SinkMeters(MeterRegistry registry) {
        folded = Meter.RECORDS_HANDLED.counter(registry, LogReader.NAME);
        deadLetters = Meter.DEAD_LETTERS.counter(registry, LogReader.NAME);
        redriven = Meter.REDRIVEN_HANDLED.counter(registry, LogReader.NAME);
        diedAgain = Meter.REDRIVEN_DIED.counter(registry, LogReader.NAME);
        commits = Meter.COMMIT_DURATION.timer(registry, LogReader.NAME);
        Meter.RECORDS_LAG.gauge(registry, () -> lag, LogReader.NAME);
    }

    /** A transaction of the database held so many records. */
    void folded(long records, Duration duration) {
        folded.increment((double) records);
        commits.record(duration);
    }

    void gaveUp(int records) {
        deadLetters.increment(records);
    }

    /** A record that was read was a dead letter before; perhaps it is again. */
    void redriven(boolean gaveUp) {
        redriven.increment();
        diedAgain.increment(gaveUp ? 1 : 0);
    }

    /** Records that the database does not have yet. */
    void lag(long records) {
        lag = records;
    }
}
