package dev.planline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.cli.CommandLineRun;
import dev.planline.endtoend.Collector.Mood;
import dev.planline.testkit.TestKafka;
import dev.planline.wire.EventHeaders;
import dev.planline.wire.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commands trace if the environment names a collector. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class TracedCommandsTest {

    @TempDir
    Path directory;

    private final Collector collector = new Collector(Mood.WELL);

    @AfterEach
    void stop() {
        collector.close();
    }

    private Map<String, String> environment() {
        return Map.of("PLANLINE_TRACING_OTLP_ENDPOINT", collector.endpoint());
    }

    @Test
    void aDemoIsTracedFromTheCommandToTheSink() throws IOException {
        Path file = Files.writeString(directory.resolve("tasks.jsonl"), """
                {"taskId": "t", "goal": "Create a landing page for a spring sale"}
                """);
        CommandLineRun run = CommandLineRun.in(environment(), "demo", file.toString(), "-o", "json");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(collector.spans()).extracting(SpanSeen::traceId).containsOnly(collector.spans().getFirst().traceId());
        assertThat(collector.spans()).extracting(span -> span.service() + ": " + span.name()).containsExactlyInAnyOrder(
                "planline-cli: send planline.tasks",
                "planline-planner: process planline.tasks",
                "planline-planner: send planline.plans",
                "planline-router: process planline.plans",
                "planline-router: send planline.routes",
                "planline-validator: process planline.routes",
                "planline-validator: send planline.validated",
                "planline-example-agents: process planline.validated",
                "planline-example-agents: send planline.trajectories",
                "planline-sink: process planline.trajectories");
    }

    @Test
    void aTaskThatIsSubmittedBeginsATrace() {
        try (var kafka = new TestKafka(1)) {
            CommandLineRun run = CommandLineRun.in(environment(), "submit", "--goal", "Write", "--bootstrap-server",
                    TestKafka.bootstrapServers(), "--prefix", kafka.prefix());
            assertThat(run.exit()).as(run.err()).isZero();
            assertThat(collector.spans()).hasSize(1);
            SpanSeen sent = collector.spans().getFirst();
            assertThat(kafka.read(Topic.TASKS.name(kafka.prefix()))).singleElement()
                    .satisfies(task -> assertThat(EventHeaders.text(task.headers(), EventHeaders.TRACEPARENT))
                            .isEqualTo("00-" + sent.traceId() + "-" + sent.spanId() + "-03"));
        }
    }
}
