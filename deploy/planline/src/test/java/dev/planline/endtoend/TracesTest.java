package dev.planline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.endtoend.Collector.Mood;
import dev.planline.model.Constraints;
import dev.planline.model.Priority;
import dev.planline.model.Task;
import dev.planline.testkit.TestKafka;
import dev.planline.tracing.TracingSettings;
import dev.planline.wire.EventHeaders;
import dev.planline.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a collector receives of tasks on their way through all workers, by the protocol, is one connected trace for each. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class TracesTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    /** Enough for the steps that the plan needs, not for the one that it can do without. */
    private static final double BUDGET_USD = 0.04;

    @TempDir
    Path directory;

    private final TestKafka kafka = new TestKafka(2);
    private final Collector collector = new Collector(Mood.WELL);

    @AfterEach
    void stop() {
        collector.close();
        kafka.close();
    }

    @Test
    void anAcceptedTaskIsOneTraceFromThePublisherToTheSink() {
        try (var pipeline = pipeline(TracingSettings.to(collector.endpoint()))) {
            for (int i = 0; i < 20; i++) {
                var _ = pipeline.publisher().submit(new Task("t-" + i, "Create a landing page for a spring sale"));
            }
            pipeline.publisher().flush();
            awaitSpans(200);
        }
        assertThat(collector.spans()).hasSize(200);
        Map<String, List<SpanSeen>> traces = traces();
        assertThat(traces).hasSize(20);
        traces.values().forEach(trace -> assertThat(tree(trace)).isEqualTo("""
                send tasks by test
                  process tasks by planner
                    send plans by planner
                      process plans by router
                        send routes by router
                          process routes by validator
                            send validated by validator
                              process validated by example-agents
                                send trajectories by example-agents
                                  process trajectories by sink
                """));
        assertThat(collector.spans()).allSatisfy(span -> {
            assertThat(span.scope()).isEqualTo("dev.planline");
            assertThat(span.status()).isEqualTo("UNSET");
            assertThat(span.events()).isEmpty();
            assertThat(span.beginNanos()).isLessThanOrEqualTo(span.endNanos());
        });
        attributesOf(traces.values().iterator().next());
    }

    private void attributesOf(List<SpanSeen> trace) {
        SpanSeen begin = only(trace, "send tasks");
        String task = begin.attributes().get("messaging.kafka.message.key");
        assertThat(task).startsWith("t-");
        assertThat(begin.kind()).isEqualTo("PRODUCER");
        assertThat(begin.attributes()).isEqualTo(attributes("send", "tasks", begin, Map.of()));
        SpanSeen planner = only(trace, "process tasks");
        assertThat(planner.kind()).isEqualTo("CONSUMER");
        assertThat(planner.attributes())
                .isEqualTo(attributes("process", "tasks", begin, Map.of("messaging.consumer.group.name", kafka.prefix() + "-planner")));
        assertThat(planner.resource()).containsEntry("service.name", "planline-planner").containsEntry("service.instance.id", "planner-1");
        SpanSeen sent = only(trace, "send trajectories");
        SpanSeen sink = only(trace, "process trajectories");
        assertThat(sent.kind()).isEqualTo("PRODUCER");
        assertThat(sent.attributes()).containsEntry("messaging.kafka.message.key", task);
        assertThat(sink.kind()).isEqualTo("CONSUMER");
        assertThat(sink.attributes())
                .isEqualTo(attributes("process", "trajectories", sent, Map.of("messaging.consumer.group.name", kafka.prefix() + "-sink")));
        // what was published is visible when its span ends, so what reads it cannot have ended before
        assertThat(only(trace, "send plans").beginNanos()).isGreaterThanOrEqualTo(planner.beginNanos());
    }

    /** All attributes of a span about the record that another one sent. */
    private Map<String, String> attributes(String operation, String topic, SpanSeen sent, Map<String, String> further) {
        var attributes = new HashMap<>(Map.of(
                "messaging.system", "kafka",
                "messaging.operation.name", operation,
                "messaging.operation.type", operation,
                "messaging.destination.name", kafka.prefix() + "." + topic));
        for (String place : List.of("messaging.destination.partition.id", "messaging.kafka.offset", "messaging.kafka.message.key")) {
            attributes.put(place, Objects.requireNonNull(sent.attributes().get(place), place));
        }
        attributes.putAll(further);
        return attributes;
    }

    @Test
    void aRejectedRoundIsPartOfTheTrace() {
        try (var pipeline = pipeline(TracingSettings.to(collector.endpoint()))) {
            var _ = pipeline.publisher().submit(new Task("t", "Write a blog article about threads", Map.of(),
                    new Constraints(100, 5, BUDGET_USD, null, Priority.MEDIUM)));
            pipeline.publisher().flush();
            Awaitility.await().atMost(LONG).until(() -> collector.spans().stream().anyMatch(span -> span.service().endsWith("sink")));
        }
        assertThat(traces()).hasSize(1);
        assertThat(tree(collector.spans())).isEqualTo("""
                send tasks by test
                  process tasks by planner
                    send plans by planner
                      process plans by router
                        send routes by router
                          process routes by validator
                            send rejected by validator
                              process rejected by planner
                                send plans by planner
                                  process plans by router
                                    send routes by router
                                      process routes by validator
                                        send validated by validator
                                          process validated by example-agents
                                            send trajectories by example-agents
                                              process trajectories by sink
                              process rejected by router
                """);
    }

    @Test
    void aDeadLetterEndsTheTraceWithAnError() {
        try (var pipeline = pipeline(TracingSettings.to(collector.endpoint()))) {
            var _ = pipeline.publisher().submit(new Task("t", "Write", Map.of("much", "x".repeat(1 << 20)), Constraints.DEFAULT));
            pipeline.publisher().flush();
            awaitSpans(3);
        }
        assertThat(tree(collector.spans())).isEqualTo("""
                send tasks by test
                  process tasks by planner: ERROR malformed
                    send tasks.dlq by planner
                """);
        assertThat(only(collector.spans(), "process tasks").message()).endsWith("at most 1048576 are allowed");
        ConsumerRecord<byte[], byte[]> letter = kafka.deadLetters(Topic.TASKS).getFirst();
        SpanSeen sent = only(collector.spans(), "send tasks.dlq");
        assertThat(letter.headers().headers(EventHeaders.TRACEPARENT)).hasSize(1);
        assertThat(traceparent(letter)).isEqualTo("00-" + sent.traceId() + "-" + sent.spanId() + "-03");
    }

    @Test
    void aTrajectoryThatTheSinkRefusesIsATraceWithAnError() {
        try (var _ = pipeline(TracingSettings.to(collector.endpoint()))) {
            kafka.publish(Topic.TRAJECTORIES, "j", "{}".getBytes(StandardCharsets.UTF_8));
            awaitSpans(2);
        }
        assertThat(tree(collector.spans())).isEqualTo("""
                process trajectories by sink: ERROR malformed
                  send trajectories.dlq by sink
                """);
        SpanSeen sent = only(collector.spans(), "send trajectories.dlq");
        assertThat(traceparent(kafka.deadLetters(Topic.TRAJECTORIES).getFirst()))
                .isEqualTo("00-" + sent.traceId() + "-" + sent.spanId() + "-03");
    }

    private TracedPipeline pipeline(TracingSettings settings) {
        return new TracedPipeline(kafka, settings, directory);
    }

    private void awaitSpans(int count) {
        Awaitility.await().atMost(LONG).until(() -> collector.spans().size() >= count);
    }

    private Map<String, List<SpanSeen>> traces() {
        return collector.spans().stream().collect(Collectors.groupingBy(SpanSeen::traceId));
    }

    private SpanSeen only(List<SpanSeen> trace, String name) {
        List<SpanSeen> found = trace.stream().filter(span -> shortName(span).equals(name)).toList();
        assertThat(found).as(name).hasSize(1);
        return found.getFirst();
    }

    private String shortName(SpanSeen span) {
        return span.name().replace(kafka.prefix() + ".", "");
    }

    /** The spans of a trace, each below its parent, those of one parent by name. */
    private String tree(List<SpanSeen> trace) {
        var text = new StringBuilder();
        append(text, trace, "", 0);
        assertThat(text.toString().lines()).as("all are connected:%n%s", text).hasSameSizeAs(trace);
        return text.toString();
    }

    private void append(StringBuilder text, List<SpanSeen> trace, String parentId, int depth) {
        trace.stream().filter(span -> span.parentId().equals(parentId))
                .sorted(Comparator.comparing(this::shortName).thenComparing(SpanSeen::service))
                .forEach(span -> {
                    text.repeat("  ", depth).append(shortName(span)).append(" by ").append(span.service().replace("planline-", ""));
                    if (!span.status().equals("UNSET")) {
                        text.append(": ").append(span.status()).append(' ').append(span.attributes().get("error.type"));
                    }
                    append(text.append('\n'), trace, span.spanId(), depth + 1);
                });
    }

    private static String traceparent(ConsumerRecord<byte[], byte[]> record) {
        return String.valueOf(EventHeaders.text(record.headers(), EventHeaders.TRACEPARENT));
    }
}
