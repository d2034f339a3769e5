package dev.planline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.cli.CommandLineRun;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DemoTest {

    @Test
    void everyExampleHasOneOutcomeAndEveryValidatedOneATrajectory() {
        CommandLineRun run = CommandLineRun.of("demo", "-o", "json");
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out().lines()).hasSize(1);
        JsonNode result = new JsonMapper().readTree(run.out());
        assertThat(result.propertyNames()).containsExactly("tasks", "validated", "abandoned", "deadLettered", "trajectories", "seconds",
                "again");
        assertThat(result.path("tasks").asInt()).isEqualTo(37);
        assertThat(result.path("validated").asInt()).isEqualTo(36);
        assertThat(result.path("abandoned").asInt()).as("the one that is harmful").isEqualTo(1);
        assertThat(result.path("deadLettered").asInt()).isZero();
        assertThat(result.path("trajectories").asInt()).isEqualTo(36);
        assertThat(result.path("again")).hasToString("{\"tasks\":6,\"validated\":6,\"recalled\":6}");
        assertThat(run.err()).contains("simulate");
    }
}
