package dev.planline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.cli.CommandLineRun;
import dev.planline.runtime.WorkerSettings;
import dev.planline.testkit.TestKafka;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The way of a user with a cluster: topics, agents and rules are applied from the command line, then tasks are submitted. */
class ExampleTasksTest {

    @Test
    void everyExampleTaskEndsOnce() {
        String broker = TestKafka.bootstrapServers();
        done("topics", "apply", "--bootstrap-server", broker);
        done("agents", "apply", "../../examples/agents.yaml", "--bootstrap-server", broker);
        done("rules", "apply", "../../examples/rules.yaml", "--bootstrap-server", broker);
        try (var workers = new Workers(stage -> WorkerSettings.of(broker, stage))) {
            workers.start();
            String report = done("submit", "../../examples/tasks.jsonl", "--wait", "-o", "json", "--bootstrap-server", broker);
            JsonNode result = new JsonMapper().readTree(report);
            assertThat(result.path("submitted").asInt()).isEqualTo(37);
            assertThat(result.path("validated").asInt()).isEqualTo(36);
            assertThat(result.path("abandoned").asInt()).isEqualTo(1);
        }
        assertThat(done("topics", "check", "--bootstrap-server", broker, "-o", "json")).contains("\"contradictions\":[]");
    }

    private static String done(String... arguments) {
        CommandLineRun run = CommandLineRun.of(arguments);
        assertThat(run.exit()).as(run.err()).isZero();
        return run.out();
    }
}
