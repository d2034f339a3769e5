package dev.planline.tracing;

import dev.planline.observability.Meter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where finished spans wait until they are exported, at most so many. Each that is finished is counted once: as exported, or as dropped,
 * because there was no room, or because the collector did not take it.
 *
 * <p>The library's own queue lies behind this one. It drops what is too much as well, but says so only in metrics of its own
 * kind. Since this one holds no more than fits there, everything passes here. Thread-safe.
 */
final class SpanQueue implements SpanProcessor {

    /** Most spans that wait. */
    static final int MOST = 4_096;

    private static final int BATCH = 512;
    private static final Duration DELAY = Duration.ofSeconds(1);
    private static final Duration CONNECT = Duration.ofSeconds(2);

    /** For a batch, its repetitions included. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration CLOSE = Duration.ofSeconds(2);

    private final BatchSpanProcessor behind;
    private final Counter dropped;
    private final Counter exported;
    private final AtomicInteger waiting = new AtomicInteger();
    private final LossReport report;

    private SpanQueue(String url, MeterRegistry registry) {
        dropped = Meter.SPANS_DROPPED.counter(registry);
        exported = Meter.SPANS_EXPORTED.counter(registry);
        report = new LossReport(url);
        SpanExporter exporter = OtlpHttpSpanExporter.builder().setEndpoint(url).setConnectTimeout(CONNECT).setTimeout(PATIENCE).build();
        behind = BatchSpanProcessor.builder(new Counting(exporter))
                .setMaxQueueSize(MOST)
                .setMaxExportBatchSize(BATCH)
                .setScheduleDelay(DELAY)
                .setExporterTimeout(PATIENCE.plus(CONNECT))
                .build();
    }

    /** Exports to this address. */
    static SpanQueue to(String url, MeterRegistry registry) {
        return new SpanQueue(url, registry);
    }

    /** Notes that a span was not even begun. */
    void drop() {
        lost(1, "more spans than are kept");
    }

    private void lost(int spans, String reason) {
        dropped.increment(spans);
        report.lost(spans, reason);
    }

    /** Waits a moment for the last export; what is still here then is dropped. */
    void finish(CompletableResultCode shutdown) {
        if (!shutdown.join(CLOSE.toMillis(), TimeUnit.MILLISECONDS).isDone()) {
            int left = take(MOST);
            if (left > 0) {
                lost(left, "the collector did not take them before the end");
            }
        }
    }

    /** Takes so many out, or all that are left: after the end there may be none. */
    private int take(int spans) {
        return Math.min(spans, waiting.getAndUpdate(before -> Math.max(0, before - spans)));
    }

    @Override
    public void onEnd(ReadableSpan span) {
        if (!span.getSpanContext().isSampled()) {
            return;
        }
        if (waiting.incrementAndGet() > MOST) {
            waiting.decrementAndGet();
            lost(1, "more spans than are kept");
        } else {
            behind.onEnd(span);
        }
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        // only what is finished is kept here
    }

    @Override
    public boolean isStartRequired() {
        return false;
    }

    @Override
    public CompletableResultCode forceFlush() {
        return behind.forceFlush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return behind.shutdown();
    }

    /** Counts what becomes of each batch. */
    private final class Counting implements SpanExporter {

        private final SpanExporter exporter;

        Counting(SpanExporter exporter) {
            this.exporter = exporter;
        }

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            int count = spans.size();
            CompletableResultCode result = exporter.export(spans);
            result.whenComplete(() -> {
                int left = take(count);
                if (result.isSuccess()) {
                    exported.increment(left);
                } else if (left > 0) {
                    lost(left, report.reason(result.getFailureThrowable()));
                }
            });
            return result;
        }

        @Override
        public CompletableResultCode flush() {
            return exporter.flush();
        }

        @Override
        public CompletableResultCode shutdown() {
            return exporter.shutdown();
        }
    }
}
