package dev.planline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.planline.endtoend.Collector.Mood;
import dev.planline.model.Task;
import dev.planline.testkit.TestKafka;
import dev.planline.tracing.Tracing;
import dev.planline.tracing.TracingSettings;
import dev.planline.wire.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** A collector that does not take spans holds nobody up, and each span that it does not take is counted. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class TracesLostTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int TASKS = 30;
    private static final int SPANS_OF_A_TASK = 10;

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(names = {"DOWN", "BUSY", "HANGS"})
    void allTasksEndAndAllSpansAreCountedAsDropped(Mood mood) {
        try (var kafka = new TestKafka(2); var collector = new Collector(mood)) {
            var pipeline = new TracedPipeline(kafka, TracingSettings.to(collector.endpoint()), directory);
            long closing;
            try {
                for (int i = 0; i < TASKS; i++) {
                    var _ = pipeline.publisher().submit(new Task("t-" + i, "Create a landing page for a spring sale"));
                }
                pipeline.publisher().flush();
                kafka.awaitCount(TASKS, Stream.of(Topic.VALIDATED, Topic.ABANDONED).map(topic -> topic.name(kafka.prefix())).toList(),
                        LONG);
                kafka.awaitCount(TASKS, List.of(Topic.TRAJECTORIES.name(kafka.prefix())), LONG);
                Awaitility.await().atMost(LONG).until(() -> kafka.lag(kafka.prefix() + "-sink", List.of(Topic.TRAJECTORIES)) == 0);
                assertThat(kafka.deadLetters(Topic.TASKS)).isEmpty();
            } finally {
                closing = System.nanoTime();
                pipeline.close();
            }
            assertThat(Duration.ofNanos(System.nanoTime() - closing)).isLessThan(Duration.ofSeconds(10));
            assertThat(collector.spans()).isEmpty();
            assertThat(pipeline.count("planline.spans.exported")).isZero();
            assertThat(pipeline.count("planline.spans.dropped")).isEqualTo(TASKS * SPANS_OF_A_TASK);
        }
    }

    @Test
    void aWarningSaysWhatTheCollectorAnsweredOnce() {
        var lines = new ListAppender<ILoggingEvent>();
        var logger = (Logger) LoggerFactory.getLogger("dev.planline.tracing");
        lines.start();
        logger.addAppender(lines);
        logger.setLevel(Level.WARN);
        try (var collector = new Collector(Mood.BUSY)) {
            try (Tracing tracing = Tracing.open(TracingSettings.to(collector.endpoint()), "test", "a", new SimpleMeterRegistry())) {
                for (int i = 0; i < 600; i++) {
                    tracing.send("topic", "key").acknowledged(0, i);
                }
                Awaitility.await().atMost(LONG).until(() -> !lines.list.isEmpty());
            }
            assertThat(lines.list).hasSize(1);
            assertThat(lines.list.getFirst().getFormattedMessage())
                    .isEqualTo("dropped 512 spans for " + collector.endpoint() + "/v1/traces");
            assertThat(lines.list.getFirst().getKeyValuePairs()).singleElement()
                    .satisfies(problem -> assertThat(problem.value.toString()).contains("HTTP status code 503"));
        } finally {
            logger.setLevel(null);
            logger.detachAppender(lines);
        }
    }

    @Test
    void noMoreSpansWaitThanAreKept() {
        var registry = new SimpleMeterRegistry();
        try (var collector = new Collector(Mood.HANGS)) {
            try (Tracing tracing = Tracing.open(TracingSettings.to(collector.endpoint()), "test", "a", registry)) {
                for (int i = 0; i < 10_000; i++) {
                    tracing.send("topic", "key").acknowledged(0, i);
                }
                assertThat(registry.counter("planline.spans.dropped").count()).isEqualTo(10_000 - 4_096);
            }
            assertThat(registry.counter("planline.spans.dropped").count()).isEqualTo(10_000);
            assertThat(registry.counter("planline.spans.exported").count()).isZero();
        }
    }

    @Test
    void whatIsFinishedWhenItEndsIsExported() {
        var registry = new SimpleMeterRegistry();
        try (var collector = new Collector(Mood.WELL)) {
            try (Tracing tracing = Tracing.open(TracingSettings.to(collector.endpoint()), "test", "a", registry)) {
                for (int i = 0; i < 1_000; i++) {
                    tracing.send("topic", "key").acknowledged(0, i);
                }
            }
            assertThat(collector.spans()).hasSize(1_000);
            assertThat(registry.counter("planline.spans.dropped").count()).isZero();
            assertThat(registry.counter("planline.spans.exported").count()).isEqualTo(1_000);
        }
    }
}
