package dev.planline.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.model.Agent;
import dev.planline.model.Constraints;
import dev.planline.model.Plan;
import dev.planline.model.Rejection;
import dev.planline.model.Remedy;
import dev.planline.model.RoutedPlan;
import dev.planline.model.RoutingRule;
import dev.planline.model.Task;
import dev.planline.model.Trajectory;
import dev.planline.model.Verdict;
import dev.planline.model.Violation;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CodecTest {

    private static final String PLAN = """
            {"taskId":"t-42","revision":1,"goal":"build it","planner":"template","confidence":0.6,"basedOn":[],
             "groups":[{"groupId":"build","description":"build the product"}],
             "steps":[{"stepId":"build.code","type":"code","description":"write it","group":"build","dependsOn":["design"]}]}""";

    private static final String ROUTE = """
            {"plan": %s, "unassigned":[{"stepId":"x","reason":"no agent supports review"}],
             "assignments":[{"stepId":"build.code","agent":"builder_agent","by":"rule:rule_code","reason":"code","score":0.82,
             "idempotencyKey":"k","alternatives":[{"agent":"backend_agent","score":0.61,"reason":"lower"}]}]%s}""";

    private static final String TRAJECTORY = """
            {"trajectoryId":"j-7","agent":"builder_agent","generation":3,"outcome":"success","score":0.91%s}""";

    private final Codec codec = new Codec();

    static Stream<Arguments> samples() {
        String accepted = ",\"verdict\":{\"outcome\":\"accepted\",\"round\":1,\"score\":0.8,\"components\":{\"success\":0.8,\"match\":1.0,\"cost\":0.5,\"time\":0.9}}";
        String rejected = "{\"outcome\":\"rejected\",\"round\":1,\"blame\":\"ROUTE\",\"violations\":[{\"check\":\"solvability\",\"code\":\"AGENT_DEAD\",\"message\":\"m\",\"hint\":\"h\"}]}";
        return Stream.of(
                Arguments.of(Task.class,
                        "{\"taskId\":\"t\",\"goal\":\"g\",\"context\":{\"a\":[1,null,{\"b\":2.5}]},\"constraints\":{\"budgetUsd\":5,\"deadline\":\"2026-12-01T00:00:00Z\",\"priority\":\"high\"}}"),
                Arguments.of(Plan.class, PLAN),
                Arguments.of(RoutedPlan.class, ROUTE.formatted(PLAN, accepted)),
                Arguments.of(Rejection.class,
                        "{\"task\":{\"taskId\":\"t\",\"goal\":\"g\"},\"plan\":%s,\"route\":%s,\"verdict\":%s}".formatted(PLAN,
                                ROUTE.formatted(PLAN, ""), rejected)),
                Arguments.of(Agent.class,
                        "{\"name\":\"a\",\"stepTypes\":[\"code\"],\"inFlight\":3,\"reportedAt\":\"2026-11-23T10:00:00Z\",\"ttlSeconds\":60}"),
                Arguments.of(RoutingRule.class,
                        "{\"ruleId\":\"r\",\"agent\":\"a\",\"when\":{\"stepType\":\"deploy\",\"metadata\":{\"platform\":{\"in\":[\"aws\",\"gcp\"]},\"replicas\":{\"gte\":2},\"env\":{\"regex\":\"prod.*\"}}}}"),
                Arguments.of(RoutingRule.class,
                        "{\"ruleId\":\"r\",\"agent\":\"a\",\"when\":{\"any\":[{\"stepType\":\"deploy\"},{\"not\":{\"metadata\":{\"platform\":{\"in\":[\"aws\"]}}}}],\"all\":[{\"stepType\":\"x\"}]}}"),
                Arguments.of(Trajectory.class, TRAJECTORY
                        .formatted(",\"operator\":\"refinement\",\"steps\":[{\"tool\":\"editor\",\"observation\":{\"ok\":true}}]")));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void whatIsWrittenIsReadBack(Class<?> type, String json) {
        Object value = value(type, json);
        assertThat(value(type, codec.toJson(value))).isEqualTo(value);
    }

    @Test
    void absentFieldsHaveTheirDefaults() {
        assertThat(value(Task.class, "{\"taskId\":\"t\",\"goal\":\"g\",\"context\":null}"))
                .isEqualTo(new Task("t", "g", Map.of(), Constraints.DEFAULT));
        assertThat(value(Agent.class, "{\"name\":\"a\",\"stepTypes\":[]}").maxConcurrent()).isEqualTo(10);
    }

    @Test
    void aViolationThatNamesNoRemedyHasTheUsualOneOfItsCode() {
        String json = "{\"check\":\"c\",\"code\":\"%s\",\"message\":\"m\",\"hint\":\"h\"%s}";
        assertThat(value(Violation.class, json.formatted("CYCLE", "")).remedy()).isEqualTo(Remedy.REPLAN);
        assertThat(value(Violation.class, json.formatted("CYCLE", ",\"remedy\":\"drop\"")).remedy()).isEqualTo(Remedy.DROP);
        assertThat(value(Violation.class, json.formatted("PING_PONG", "")).remedy()).isNull();
        assertThat(value(Violation.class, json.formatted("OF_TOMORROW", "")).remedy()).isNull();
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                task("", "", "the value is empty; a JSON object is required"),
                task("null", "", "must be an object, is null"),
                task("[]", "", "must be an object, is a list"),
                task("{\"taskId\":\"t\"}", "goal", "is required"),
                task("{\"taskId\":\"t\",\"goal\":null}", "goal", "is required"),
                task("{\"taskId\":\"t\",\"goal\":\"  \"}", "goal", "must not be blank"),
                task("{\"taskId\":\"t\",\"goal\":\"" + "x".repeat(5_001) + "\"}", "goal", "has 5001 characters; at most 5000 are allowed"),
                task("{\"taskId\":\"t\",\"gaol\":\"g\"}", "gaol", "unknown field; did you mean \"goal\"?"),
                task("{\"taskId\":\"t\",\"goal\":5}", "goal", "must be a text, is a number"),
                task("{\"taskId\":\"t\",\"goal\":\"g\",\"constraints\":{\"priority\":\"urgent\"}}", "constraints.priority",
                        "unknown value \"urgent\"; use one of low, medium, high, critical"),
                task("{\"taskId\":\"t\",\"goal\":\"g\",\"constraints\":{\"maxSteps\":1.5}}", "constraints.maxSteps",
                        "must be a whole number within the range of 32 bits, is a number"),
                task("{\"taskId\":\"t\",\"goal\":\"g\",\"constraints\":{\"maxSteps\":\"1\"}}", "constraints.maxSteps",
                        "must be a whole number within the range of 32 bits, is a text"),
                task("{\"taskId\":\"t\",\"goal\":\"g\",\"constraints\":{\"maxSteps\":0}}", "constraints.maxSteps",
                        "is 0; must lie in 1..1000"),
                task("{\"taskId\":\"t\",\"goal\":\"g\",\"constraints\":{\"deadline\":\"soon\"}}", "constraints.deadline",
                        "must be a time such as \"2026-12-01T00:00:00Z\", is a text"),
                task("{\"taskId\":\"t\",\"goal\":\"g\",\"constraints\":{\"deadline\":5}}", "constraints.deadline",
                        "must be a time such as \"2026-12-01T00:00:00Z\", is a number"),
                task("{\"taskId\":\"t\",\"goal\":\"g\",\"constraints\":{\"deadline\":\"5\"}}", "constraints.deadline",
                        "must be a time such as \"2026-12-01T00:00:00Z\", is a text"),
                task("{\"taskId\":\"t\",\"goal\":\"g\",\"constraints\":{\"deadline\":\" 2026-12-01T00:00:00Z\"}}", "constraints.deadline",
                        "must be a time such as \"2026-12-01T00:00:00Z\", is a text"),
                task("{\"taskId\":\"t\",\"goal\":\"g\",\"constraints\":{\"deadline\":\"0." + "9".repeat(900_000) + "\"}}",
                        "constraints.deadline",
                        "must be a time such as \"2026-12-01T00:00:00Z\", is a text"),
                task("{\"taskId\":\"t\",\"goal\":\"g\",\"context\":[]}", "context", "must be an object, is a list"),
                task("{\"taskId\":\"t\",\"goal\":\"g\",\"goal\":\"h\"}", "goal", "stands twice"),
                task("{\"taskId\":\"t\",\"goal\":\"g\",\"context\":{\"a\":1,\"a\":null}}", "context.a", "stands twice"),
                task("{\"taskId\":\"t\",\"goal\":\"g\",\"context\":{\"a\":[0,{\"b\":{\"c\":1,\"c\":1}}]}}", "context.a[1].b.c",
                        "stands twice"),
                Arguments.of(Trajectory.class, TRAJECTORY.formatted(",\"operator\":\"crossover\""), "operator",
                        "unknown value \"crossover\"; use one of baseline, revision, recombination, refinement"),
                Arguments.of(Trajectory.class, TRAJECTORY.formatted("").replace("0.91", "1.2"), "score", "is 1.2; must lie in 0..1"),
                Arguments.of(Trajectory.class, TRAJECTORY.formatted("").replace("0.91", "1e999"), "score", "is Infinity; must lie in 0..1"),
                Arguments.of(Trajectory.class, TRAJECTORY.formatted(",\"steps\":[{},{\"dependOn\":[]}]"), "steps[1].dependOn",
                        "unknown field; did you mean \"dependsOn\"?"),
                Arguments.of(Trajectory.class, TRAJECTORY.formatted(",\"steps\":[null]"), "steps[0]", "is required"),
                Arguments.of(Agent.class, "{\"stepTypes\":[]}", "name", "is required"),
                Arguments.of(Verdict.class, "{\"outcome\":\"maybe\",\"round\":1}", "outcome",
                        "unknown value \"maybe\"; here stands one of accepted, rejected, abandoned"),
                Arguments.of(RoutingRule.class, rule("{'any':[{'stepType':'a'},{'nott':{}}]}"), "when.any[1].nott",
                        "unknown field; did you mean \"not\"?"),
                Arguments.of(RoutingRule.class, rule("{'any':[]}"), "when.any", "must not be empty"),
                Arguments.of(RoutingRule.class, rule("{'all':[{'any':[{}]}]}"), "when.all[0].any[0].stepType",
                        "is required unless metadata, not, any or all has a condition"),
                Arguments.of(RoutingRule.class, rule("{'not':{'not':{'not':{'not':{'not':{'not':{'stepType':'a'}}}}}}}"), "when.not",
                        "is nested deeper than 5 levels"),
                Arguments.of(RoutingRule.class, rule("{'not':{'all':[{'metadata':{'x':{'inn':[1]}}}]}}"), "when.not.all[0].metadata.x.inn",
                        "unknown field; did you mean \"in\"?"),
                Arguments.of(RoutingRule.class, "{\"ruleId\":\"r\",\"agent\":\"a\",\"when\":{\"metadata\":{\"x\":{\"gtee\":1}}}}",
                        "when.metadata.x.gtee", "unknown field; did you mean \"gte\"?"),
                Arguments.of(RoutingRule.class, "{\"ruleId\":\"r\",\"agent\":\"a\",\"when\":{\"metadata\":{\"x\":1,\"x\":2}}}",
                        "when.metadata.x", "stands twice"),
                Arguments.of(Verdict.class, "{\"outcome\":\"accepted\",\"round\":1,\"round\":1}", "round", "stands twice"),
                Arguments.of(Verdict.class, "{\"outcome\":\"accepted\",\"round\":1,\"outcome\":\"accepted\"}", "outcome", "unknown field"),
                Arguments.of(RoutingRule.class, "{\"ruleId\":\"r\",\"agent\":\"a\",\"when\":{\"metadata\":{\"x\":{\"in\":[null]}}}}",
                        "when.metadata.x.in[0]", "is required"),
                Arguments.of(RoutingRule.class, "{\"ruleId\":\"r\",\"agent\":\"a\",\"when\":{\"metadata\":{\"x\":null}}}",
                        "when.metadata.x", "is required"),
                Arguments.of(RoutingRule.class, "{\"ruleId\":\"r\",\"agent\":\"a\",\"when\":{}}", "when.stepType",
                        "is required unless metadata, not, any or all has a condition"));
    }

    private static Arguments task(String json, String field, String problem) {
        return Arguments.of(Task.class, json, field, problem);
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void namesTheFieldAndWhatWouldBeRight(Class<?> type, String json, String field, String problem) {
        assertThat(codec.decode(type, json)).isEqualTo(new Decoded.Malformed<>(field, problem));
    }

    @Test
    void brokenJsonNamesLineAndColumn() {
        assertThat(codec.decode(Task.class, "{\"taskId\": \"t\",\n \"goal\": }")).isInstanceOfSatisfying(Decoded.Malformed.class,
                malformed -> assertThat(malformed.message()).contains("is not valid JSON at line 2, column 10"));
    }

    @Test
    void jsonThatBreaksOffIsSaidWithoutWordsOfTheParserAboutItself() {
        assertThat(codec.decode(Task.class, "{")).isInstanceOfSatisfying(Decoded.Malformed.class,
                malformed -> assertThat(malformed.message())
                        .isEqualTo("is not valid JSON at line 1, column 2: Unexpected end-of-input: expected close marker for Object"));
    }

    @Test
    void refusesWhatIsNestedTooDeeply() {
        String bomb = "{\"taskId\":\"t\",\"goal\":\"g\",\"context\":{\"a\":" + "[".repeat(100_000);
        assertThat(codec.decode(Task.class, bomb)).isInstanceOf(Decoded.Malformed.class);
    }

    @Test
    void passesOverUnknownFieldsOfANewerSchemaOnly() {
        byte[] newer = "{\"taskId\":\"t\",\"goal\":\"g\",\"mood\":{\"a\":[1]}}".getBytes(StandardCharsets.UTF_8);
        assertThat(codec.decode(Task.class, newer, /* lenient= */ true)).isEqualTo(new Decoded.Value<>(new Task("t", "g")));
        assertThat(codec.decode(Task.class, newer, /* lenient= */ false)).isInstanceOf(Decoded.Malformed.class);
    }

    @Test
    void anyBytesAreEitherAValueOrMalformed() {
        long seed = 20261123L;
        var random = new Random(seed);
        byte[] good = ROUTE.formatted(PLAN, "").getBytes(StandardCharsets.UTF_8);
        int malformed = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = good.clone();
            for (int flips = random.nextInt(1, 5); flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            switch (codec.decode(RoutedPlan.class, bytes)) {
                case Decoded.Value<RoutedPlan>(RoutedPlan route) ->
                    assertThat(codec.encode(route)).as("seed %d case %d", seed, i).isNotEmpty();
                case Decoded.Malformed<RoutedPlan> m -> malformed++;
            }
        }
        assertThat(malformed).as("seed %d", seed).isBetween(10_000, 19_999);
    }

    private <T> T value(Class<T> type, String json) {
        return switch (codec.decode(type, json)) {
            case Decoded.Value<T>(T value) -> value;
            case Decoded.Malformed<T> malformed -> throw new AssertionError(malformed.message());
        };
    }

    private static String rule(String when) {
        return "{'ruleId':'r','agent':'a','when':%s}".formatted(when).replace('\'', '"');
    }
}
