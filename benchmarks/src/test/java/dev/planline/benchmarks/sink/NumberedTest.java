package dev.planline.benchmarks.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.model.Trajectory;
import dev.planline.wire.Codec;
import dev.planline.wire.Decoded;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class NumberedTest {

    private static final JsonMapper JSON = new JsonMapper();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 77, 999_999, 100_000_000})
    void isATrajectoryOfOneKibibyte(int number) {
        byte[] value = Numbered.value(number);
        assertThat(value).hasSize(1_024);
        assertThat(new Codec().decode(Trajectory.class, value)).isInstanceOf(Decoded.Value.class);
        assertThat(Numbered.whole(JSON.readTree(value))).isTrue();
    }

    @Test
    void whatLacksAPartIsNotWhole() {
        for (String field : new String[] {"taskId", "goal", "steps", "tokensOut", "createdAt"}) {
            JsonNode other = JSON.readTree(Numbered.value(78)).path(field);
            JsonNode shown = ((ObjectNode) JSON.readTree(Numbered.value(99))).set(field,
                    field.equals("steps") ? JSON.createArrayNode() : other);
            assertThat(Numbered.whole(shown)).as(field).isFalse();
        }
        assertThat(Numbered.whole(JSON.readTree("{}"))).isFalse();
    }

    @Test
    void itsAncestorsAreItsHalves() {
        assertThat(Numbered.ancestors(11)).containsExactly(Numbered.id(5), Numbered.id(2), Numbered.id(1), Numbered.id(0));
        assertThat(new String(Numbered.value(11), StandardCharsets.UTF_8)).contains("\"parents\":[\"" + Numbered.id(5) + "\"]");
    }
}
