package dev.planline.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.model.Agent;
import dev.planline.model.RoutingRule;
import dev.planline.wire.Codec;
import dev.planline.wire.Decoded;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class ExamplesTest {

    private static final List<String> PLANNED_TYPES = List.of(
            "design", "implement", "test", "deploy", "research", "review", "architecture", "requirements", "planning", "code", "build",
            "frontend",
            "backend", "api", "database", "security", "monitor", "marketing", "sales", "support", "analytics", "finance", "generic",
            "api_call",
            "file_write", "test_run");

    static Map<String, Agent> agents() {
        return read("agents.yaml", Agent.class).stream().collect(Collectors.toMap(Agent::name, Function.identity()));
    }

    static List<RoutingRule> rules() {
        return read("rules.yaml", RoutingRule.class);
    }

    @Test
    void sixteenAgentsTakeEveryTypeThatIsPlanned() {
        Map<String, Agent> agents = agents();
        assertThat(agents).hasSize(16);
        assertThat(PLANNED_TYPES).hasSize(26)
                .allSatisfy(type -> assertThat(agents.values()).as(type).anyMatch(agent -> agent.stepTypes().contains(type)));
    }

    @Test
    void theRulesHaveNoProblems() {
        assertThat(rules()).hasSize(27);
        assertThat(RuleCheck.problems(rules(), agents())).isEmpty();
    }

    private static <T> List<T> read(String file, Class<T> type) {
        Codec codec = new Codec();
        List<T> values = new ArrayList<>();
        for (JsonNode node : new YAMLMapper().readTree(Path.of("..", "examples", file).toFile())) {
            if (codec.decode(type, node.toString()) instanceof Decoded.Value<T>(T value)) {
                values.add(value);
            }
        }
        return values;
    }
}
