package dev.planline.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.model.Agent;
import dev.planline.model.Bounds;
import dev.planline.model.CostTier;
import dev.planline.model.Plan;
import dev.planline.model.Rejection;
import dev.planline.model.RoutingRule;
import dev.planline.model.Step;
import dev.planline.model.Task;
import dev.planline.model.Trajectory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that once got through, got through as something else, or were refused in words that help nobody. */
class HostileValuesTest {

    private static final String TRAJECTORY = "{\"trajectoryId\":\"j\",\"agent\":\"a\",\"generation\":0,\"outcome\":\"success\",\"score\":1,%s}";

    private final Codec codec = new Codec();

    @ParameterizedTest
    @ValueSource(strings = {"80", "c0af", "e08080", "eda080", "eda0bdedb880", "f4908080", "ff", "e282"})
    void bytesThatAreNotUtf8(String hex) {
        byte[] json = "{\"taskId\":\"t\",\"goal\":\"?\"}".getBytes(StandardCharsets.ISO_8859_1);
        String whole = HexFormat.of().formatHex(json).replace("3f", hex);
        assertThat(problem(Task.class, HexFormat.of().parseHex(whole))).isEqualTo("is not UTF-8 at byte 22");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            \\ud800             | 22
            x\\udc00            | 23
            \\ud83d\\ud83d\\ude00 | 22
            \\ud83dx            | 22
            \\uD800\\\\udc00      | 22
            é\\udfff            | 24
            """)
    void halfOfAPair(String goal, int place) {
        assertThat(problem(Task.class, "{\"taskId\":\"t\",\"goal\":\"" + goal + "\"}"))
                .isEqualTo("holds one half of a pair of surrogates at byte "
                        + place);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud83d\\ude00", "\\\\ud800", "\\\\\\\\udc00 \\u0041", "\\uD83D\\uDE00é", "é\\n"})
    void escapesThatAreWhole(String goal) {
        String json = "{\"taskId\":\"t\",\"goal\":\"" + goal + "\"}";
        Task task = value(Task.class, json);
        assertThat(value(Task.class, codec.toJson(task))).isEqualTo(task);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"observation\":1e400", "\"metrics\":{\"a\":[-1e400]}", "\"steps\":[{\"arguments\":{\"a\":1e999}}]"})
    void numbersThatJsonCouldNotWrite(String field) {
        assertThat(problem(Trajectory.class,
                TRAJECTORY.formatted(field.startsWith("\"obs") ? "\"steps\":[{" + field + "}]" : field)))
                .isEqualTo("holds a number beyond the range of 64 bits");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"gte":1e400}  | holds a number beyond the range of 64 bits
            {"in":[1e400]} | holds a number beyond the range of 64 bits
            {"in":[[1]]}   | must be a text, a number or a truth value
            {"in":[{}]}    | must be a text, a number or a truth value
            """)
    void conditions(String condition, String problem) {
        assertThat(problem(RoutingRule.class, "{\"ruleId\":\"r\",\"agent\":\"a\",\"when\":{\"metadata\":{\"k\":" + condition + "}}}"))
                .isEqualTo(problem);
    }

    @Test
    void freeJsonStillReadsWhenItTravelsWithinOthers() {
        String context = "{\"a\":".repeat(Bounds.JSON_DEPTH - 1) + "{}" + "}".repeat(Bounds.JSON_DEPTH - 1);
        Task task = value(Task.class, "{\"taskId\":\"t\",\"goal\":\"g\",\"context\":" + context + "}");
        assertThat(problem(Task.class, "{\"taskId\":\"t\",\"goal\":\"g\",\"context\":{\"a\":" + context + "}}"))
                .isEqualTo("is nested too deeply; at most 64 levels are allowed");
        String step = "{\"stepId\":\"s\",\"type\":\"x\",\"description\":\"d\",\"metadata\":" + context + "}";
        String plan = "{\"taskId\":\"t\",\"revision\":1,\"goal\":\"g\",\"planner\":\"p\",\"steps\":[" + step + "],\"context\":" + context
                + "}";
        String rejection = "{\"task\":" + codec.toJson(task) + ",\"plan\":" + codec.toJson(value(Plan.class, plan))
                + ",\"route\":{\"plan\":"
                + plan
                + ",\"unassigned\":[],\"assignments\":[]},\"verdict\":{\"outcome\":\"rejected\",\"round\":1,\"blame\":\"PLAN\",\"violations\":[{\"check\":\"c\","
                + "\"code\":\"c\",\"message\":\"m\",\"hint\":\"h\"}]}}";
        assertThat(value(Rejection.class, rejection).route().plan().steps()).extracting(Step::metadata).containsExactly(task.context());
    }

    @ParameterizedTest
    @ValueSource(strings = {"+1000000000-12-31T23:59:59.999999999Z", "-1000000000-01-01T00:00:00Z", "+100000-01-01T00:00:00Z"})
    void timesThatNobodyCanComputeWith(String time) {
        assertThat(problem(Trajectory.class, TRAJECTORY.formatted("\"createdAt\":\"" + time + "\"")))
                .contains("the year must lie in -9999..99999");
        assertThat(problem(Task.class, "{\"taskId\":\"t\",\"goal\":\"g\",\"constraints\":{\"deadline\":\"" + time + "\"}}"))
                .contains("the year must lie in -9999..99999");
    }

    @Test
    void anAgentThatLivesForEverIsAlive() {
        var agent = new Agent("a", "", List.of(), List.of(), CostTier.MEDIUM, null, 0.5, 1, null, null,
                Instant.parse("2026-01-01T00:00:00Z"),
                Long.MAX_VALUE);
        assertThat(agent.aliveAt(Instant.parse("+99999-01-01T00:00:00Z"))).isTrue();
    }

    @Test
    void amountsWhoseSumWouldHaveNoEnd() {
        assertThat(problem(Trajectory.class, TRAJECTORY.formatted("\"costUsd\":1.7e308")))
                .isEqualTo("is 1.7E308; must be zero or more, and at most 1.0E12");
        assertThat(problem(Trajectory.class, TRAJECTORY.formatted("\"tokensIn\":9223372036854775807")))
                .isEqualTo("is 9223372036854775807; must be 0 or more, and at most 1000000000000000");
    }

    @Test
    void refusalsQuoteNoMoreThanFits() {
        String name = "\\u001b[2J\\n" + "n".repeat(40_000);
        Decoded.Malformed<Task> malformed = malformed(Task.class,
                "{\"taskId\":\"t\",\"goal\":\"g\",\"" + name + "\":1}");
        assertThat(malformed.field()).startsWith("\\u001b[2J\\u000annn").endsWith("... (40005 characters)").hasSizeLessThan(250);
        assertThat(malformed.problem()).isEqualTo("unknown field");
        assertThat(malformed(Task.class,
                "{\"taskId\":\"t\",\"goal\":\"g\",\"constraints\":{\"priority\":\"\\u202e" + "x".repeat(90_000) + "\"}}")
                .problem()).startsWith("unknown value \"\\u202exxx").hasSizeLessThan(550);
        assertThat(
                problem(Task.class, "{\"taskId\":\"t\",\"goal\":\"g\",\"constraints\":{\"priority\":\"" + "\\u0000".repeat(900) + "\"}}"))
                .startsWith("unknown value \"\\u0000\\u0000").hasSizeLessThan(550);
    }

    @Test
    void limitsOfTheParserInOurWords() {
        assertThat(problem(Task.class, "{\"taskId\":\"t\",\"goal\":\"g\",\"context\":{\"a\":" + "[".repeat(200) + "]".repeat(200) + "}}"))
                .isEqualTo("is nested too deeply; at most 100 levels are allowed");
        assertThat(problem(Task.class, "{\"taskId\":\"t\",\"goal\":\"g\",\"context\":{\"a\":" + "9".repeat(1_001) + "}}"))
                .isEqualTo("holds a number of more than 1000 characters");
        assertThat(problem(Task.class, "{\"" + "n".repeat(50_001) + "\":1}")).isEqualTo("holds a name of more than 50000 characters");
    }

    private <T> T value(Class<T> type, String json) {
        return switch (codec.decode(type, json)) {
            case Decoded.Value<T>(T value) -> value;
            case Decoded.Malformed<T> malformed -> throw new AssertionError(malformed.message());
        };
    }

    private <T> String problem(Class<T> type, String json) {
        return malformed(type, json).problem();
    }

    private <T> Decoded.Malformed<T> malformed(Class<T> type, String json) {
        return malformed(codec.decode(type, json));
    }

    private <T> String problem(Class<T> type, byte[] json) {
        return malformed(codec.decode(type, json)).problem();
    }

    private static <T> Decoded.Malformed<T> malformed(Decoded<T> decoded) {
        return switch (decoded) {
            case Decoded.Malformed<T> malformed -> malformed;
            case Decoded.Value<T> value -> throw new AssertionError("taken: " + value);
        };
    }
}
