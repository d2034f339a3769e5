package dev.planline.tracing;

import dev.planline.observability.LogKey;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Warns of spans that are lost: of the first at once, then at most once a minute, with how many there were since. Thread-safe. */
final class LossReport {

    private static final Logger LOGGER = LoggerFactory.getLogger(LossReport.class);
    private static final long PAUSE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final LibraryLog library = LibraryLog.take();
    private final String url;
    private long lost;
    private long nextNanos = System.nanoTime();

    LossReport(String url) {
        this.url = url;
    }

    void lost(int spans, String reason) {
        long sum = due(spans);
        if (sum > 0) {
            LOGGER.atWarn().addKeyValue(LogKey.PROBLEM.key(), reason).log("dropped {} spans for {}", sum, url);
        }
    }

    /** How many to report now; 0 for none. */
    private synchronized long due(int spans) {
        lost += spans;
        long now = System.nanoTime();
        if (now - nextNanos < 0) {
            return 0;
        }
        nextNanos = now + PAUSE_NANOS;
        long sum = lost;
        lost = 0;
        return sum;
    }

    /** Why an export failed, in words. */
    String reason(@Nullable Throwable failure) {
        Throwable cause = failure == null ? null : failure.getCause();
        if (cause == null) {
            return library.last();
        }
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.toString();
    }
}
