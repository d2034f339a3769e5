package dev.planline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.endtoend.Collector.Mood;
import dev.planline.endtoend.SpanSeen.EventSeen;
import dev.planline.model.Constraints;
import dev.planline.model.Plan;
import dev.planline.model.Step;
import dev.planline.model.Task;
import dev.planline.runtime.Handler;
import dev.planline.runtime.Message;
import dev.planline.runtime.Outcome;
import dev.planline.runtime.Stage;
import dev.planline.runtime.UnavailableException;
import dev.planline.runtime.Worker;
import dev.planline.testkit.TestKafka;
import dev.planline.tracing.Tracing;
import dev.planline.tracing.TracingSettings;
import dev.planline.wire.EventHeaders;
import dev.planline.wire.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.MDC;

/** What a worker makes of the trace context that a record brings, and what its span tells of the handling. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class TraceContextTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";
    private static final String RECORDED = "00-" + TRACE + "-" + SPAN + "-01";
    private static final String NOT_RECORDED = "00-" + TRACE + "-" + SPAN + "-00";

    /** The flags of a trace whose id was drawn here: recorded, and random. */
    private static final String BEGUN_HERE = "-03";

    private final TestKafka kafka = new TestKafka(1);
    private final Collector collector = new Collector(Mood.WELL);

    @AfterEach
    void stop() {
        collector.close();
        kafka.close();
    }

    @Test
    void withoutTracingTheContextIsPassedOnAsItIs() {
        assertThat(traceparent(plan(TracingSettings.OFF, NOT_RECORDED, TraceContextTest::plan))).isEqualTo(NOT_RECORDED);
        assertThat(collector.requests()).isZero();
    }

    @Test
    void withoutTracingADeadLetterKeepsTheContext() {
        assertThat(traceparent(letter(TracingSettings.OFF, RECORDED))).isEqualTo(RECORDED);
    }

    @Test
    void withoutTracingNoContextIsMadeUp() {
        assertThat(plan(TracingSettings.OFF, null, TraceContextTest::plan).headers().lastHeader(EventHeaders.TRACEPARENT)).isNull();
    }

    @Test
    void aTraceThatComesInGoesOn() {
        ConsumerRecord<byte[], byte[]> plan = plan(all(), RECORDED, TraceContextTest::plan);
        SpanSeen handled = span("process");
        SpanSeen sent = span("send");
        assertThat(collector.spans()).hasSize(2);
        assertThat(handled.traceId()).isEqualTo(TRACE);
        assertThat(handled.parentId()).isEqualTo(SPAN);
        assertThat(sent.parentId()).isEqualTo(handled.spanId());
        assertThat(traceparent(plan)).isEqualTo("00-" + TRACE + "-" + sent.spanId() + "-01");
    }

    @Test
    void aTraceThatIsNotToBeRecordedIsNot() {
        ConsumerRecord<byte[], byte[]> plan = plan(all(), NOT_RECORDED, TraceContextTest::plan);
        assertThat(traceparent(plan)).startsWith("00-" + TRACE + "-").endsWith("-00");
        assertThat(collector.spans()).isEmpty();
    }

    @Test
    void aContextThatIsNoneBeginsATrace() {
        ConsumerRecord<byte[], byte[]> plan = plan(all(), "nonsense", TraceContextTest::plan);
        assertThat(span("process").parentId()).isEmpty();
        assertThat(traceparent(plan)).isEqualTo("00-" + span("process").traceId() + "-" + span("send").spanId() + BEGUN_HERE);
    }

    @Test
    void noneOfTheTracesBegunHereIsRecordedWithTheRatioZero() {
        ConsumerRecord<byte[], byte[]> plan = plan(new TracingSettings(collector.endpoint(), 0), null, TraceContextTest::plan);
        assertThat(traceparent(plan)).endsWith("-02");
        assertThat(collector.spans()).isEmpty();
    }

    @Test
    void callsThatFailAndWaitsAreEvents() {
        var calls = new AtomicInteger();
        plan(all(), RECORDED, message -> switch (calls.incrementAndGet()) {
            case 1 -> throw new IllegalStateException("not yet");
            case 2 -> throw new UnavailableException("the model", Duration.ofMillis(20));
            default -> plan(message);
        });
        assertThat(span("process").status()).isEqualTo("UNSET");
        assertThat(span("process").events()).containsExactly(
                new EventSeen("exception", Map.of("planline.call", "1", "exception.type", "java.lang.IllegalStateException",
                        "exception.message", "not yet")),
                new EventSeen("held back", Map.of("planline.reason", "the model is unavailable")));
    }

    @Test
    void aHandlerThatFailsForGoodEndsItsSpanWithAnError() {
        ConsumerRecord<byte[], byte[]> letter = letter(all(), RECORDED);
        SpanSeen handled = span("process");
        assertThat(handled.status()).isEqualTo("ERROR");
        assertThat(handled.message()).isEqualTo("java.lang.IllegalStateException: never");
        assertThat(handled.attributes()).containsEntry("error.type", "failed");
        assertThat(handled.events()).extracting(event -> event.attributes().get("planline.call")).containsExactly("1", "2", "3");
        assertThat(letter.headers().headers(EventHeaders.TRACEPARENT)).hasSize(1);
        assertThat(traceparent(letter)).isEqualTo("00-" + TRACE + "-" + span("send").spanId() + "-01");
        assertThat(span("send").name()).isEqualTo("send " + kafka.prefix() + ".tasks.dlq");
    }

    @Test
    void theLogOfTheThreadKnowsTraceAndSpan() {
        var seen = new AtomicReference<String>();
        plan(all(), RECORDED, message -> {
            seen.set(MDC.get("trace_id") + "/" + MDC.get("span_id"));
            return plan(message);
        });
        assertThat(seen).hasValue(TRACE + "/" + span("process").spanId());
    }

    private TracingSettings all() {
        return TracingSettings.to(collector.endpoint() + "/v1/traces");
    }

    /** The plan that becomes of a task that comes with this context, when all is exported. */
    private ConsumerRecord<byte[], byte[]> plan(TracingSettings settings, String traceparent, Handler<Task> handler) {
        work(settings, traceparent, handler, Topic.PLANS.name(kafka.prefix()));
        return kafka.read(Topic.PLANS.name(kafka.prefix())).getFirst();
    }

    /** The dead letter that becomes of such a task. */
    private ConsumerRecord<byte[], byte[]> letter(TracingSettings settings, String traceparent) {
        work(settings, traceparent, message -> {
            throw new IllegalStateException("never");
        }, Topic.TASKS.deadLetterName(kafka.prefix()));
        return kafka.deadLetters(Topic.TASKS).getFirst();
    }

    private void work(TracingSettings settings, String traceparent, Handler<Task> handler, String awaited) {
        Stage stage = Stage.named("planner").reading(Topic.TASKS, Task.class, handler);
        var registry = new SimpleMeterRegistry();
        try (Tracing tracing = Tracing.open(settings, "planner", "a", registry);
                var worker = new Worker(stage, kafka.settings("a"), registry, tracing).start()) {
            send(traceparent);
            Awaitility.await().atMost(LONG).until(worker::polling);
            kafka.awaitCount(1, List.of(awaited), LONG);
        }
    }

    private void send(String traceparent) {
        var task = new ProducerRecord<>(Topic.TASKS.name(kafka.prefix()), "t".getBytes(StandardCharsets.UTF_8),
                "{\"taskId\":\"t\",\"goal\":\"g\"}".getBytes(StandardCharsets.UTF_8));
        if (traceparent != null) {
            EventHeaders.put(task.headers(), EventHeaders.TRACEPARENT, traceparent);
        }
        try (var producer = new KafkaProducer<>(Map.of("bootstrap.servers", TestKafka.bootstrapServers()), new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(task).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private SpanSeen span(String operation) {
        List<SpanSeen> found = collector.spans().stream().filter(span -> span.name().startsWith(operation + " ")).toList();
        assertThat(found).as(operation).hasSize(1);
        return found.getFirst();
    }

    private static String traceparent(ConsumerRecord<byte[], byte[]> record) {
        return String.valueOf(EventHeaders.text(record.headers(), EventHeaders.TRACEPARENT));
    }

    private static Outcome plan(Message<Task> message) {
        Task task = message.value();
        return Outcome.emit(Topic.PLANS, new Plan(task.taskId(), 1, task.goal(), "test", 1, List.of(), List.of(),
                List.of(new Step("s", "code", task.goal(), null, List.of())), Map.of(), Constraints.DEFAULT, List.of()));
    }
}
