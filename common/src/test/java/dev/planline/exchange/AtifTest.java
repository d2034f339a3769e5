package dev.planline.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.model.Trajectory;
import dev.planline.model.TrajectoryBuilder;
import dev.planline.model.TrajectoryOutcome;
import dev.planline.model.TrajectoryStep;
import dev.planline.wire.Codec;
import dev.planline.wire.Decoded;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AtifTest {

    private static final String FOREIGN = """
            {"schema_version": "ATIF-v1.6", "session_id": "run-1", "trajectory_id": "main",
             "agent": {"name": "shell-agent", "version": "2.1", "model_name": "m-1", "extra": {"mode": "full"}},
             "notes": "a note", "continued_trajectory_ref": "next.json",
             "steps": [
              {"step_id": 1, "source": "system", "message": "You are careful."},
              {"step_id": 2, "timestamp": "2026-01-01T00:00:00+01:00", "source": "user",
               "message": [{"type": "text", "text": "Fix"}, {"type": "image", "source": {"media_type": "image/png", "path": "a.png"}},
                           {"type": "text", "text": "it"}]},
              {"step_id": 3, "timestamp": "2026-01-01T00:00:10Z", "source": "agent", "message": "Two calls.", "reasoning_content": "both at once",
               "model_name": "m-2", "reasoning_effort": 0.5, "llm_call_count": 1,
               "tool_calls": [{"tool_call_id": "c1", "function_name": "ls", "arguments": {"path": "/"}},
                              {"tool_call_id": "c2", "function_name": "cat", "arguments": {}, "extra": {"retry": 1}}],
               "observation": {"results": [{"source_call_id": "c1", "content": "a b"}, {"content": "loose"},
                               {"source_call_id": "c2", "content": "x", "extra": {"exit": 0}}]},
               "metrics": {"prompt_tokens": 100, "completion_tokens": 20, "cost_usd": 0.25, "logprobs": [-0.5]}},
              {"step_id": 4, "timestamp": "2026-01-01 00:00:30", "source": "agent", "message": "Done.", "is_copied_context": true,
               "observation": {"results": [{"content": "bye"}]},
               "metrics": {"prompt_tokens": 50, "completion_tokens": 5}}],
             "final_metrics": {"total_cached_tokens": 7, "total_steps": 9}}
            """;

    private final Codec codec = new Codec();

    @Test
    void whatIsWrittenReadsAsTheSameTrajectory() {
        for (long seed = 0; seed < 3_000; seed++) {
            Trajectory trajectory = normal(SeededTrajectories.of(seed));
            byte[] document = codec.encode(Atif.of(trajectory));
            assertThat(Atif.read(document)).as("seed %d", seed).isEqualTo(new Decoded.Value<>(trajectory));
        }
    }

    @Test
    void aForeignDocumentLosesNothing() {
        Trajectory trajectory = value(Atif.read(bytes(FOREIGN)));
        Instant time = Instant.parse("2026-01-01T00:00:10Z");
        assertThat(trajectory.steps()).containsExactly(
                new TrajectoryStep("1", "system", null, List.of(), "You are careful.", null, Map.of(), null, "", TrajectoryOutcome.UNKNOWN,
                        null, null),
                new TrajectoryStep("3.1", "agent", null, List.of(), "Two calls.", "ls", Map.of("path", "/"), "a b", "both at once",
                        TrajectoryOutcome.UNKNOWN, time, null),
                new TrajectoryStep("3.2", "agent", null, List.of(), "", "cat", Map.of(),
                        List.of(Map.of("content", "x", "extra", Map.of("exit", 0))), "", TrajectoryOutcome.UNKNOWN, time, null),
                new TrajectoryStep("4", "agent", null, List.of(), "Done.", null, Map.of(), "bye", "", TrajectoryOutcome.UNKNOWN,
                        Instant.parse("2026-01-01T00:00:30Z"), null));
        String rest = """
                {"atif": {"schema_version": "ATIF-v1.6", "session_id": "run-1", "trajectory_id": "main",
                 "agent": {"model_name": "m-1", "extra": {"mode": "full"}}, "notes": "a note", "continued_trajectory_ref": "next.json",
                 "steps": {
                  "2": {"timestamp": "2026-01-01T00:00:00+01:00",
                        "message": [{"type": "text", "text": "Fix"}, {"type": "image", "source": {"media_type": "image/png", "path": "a.png"}},
                                    {"type": "text", "text": "it"}]},
                  "3": {"model_name": "m-2", "reasoning_effort": 0.5, "llm_call_count": 1,
                        "tool_calls": [{"tool_call_id": "c1"}, {"tool_call_id": "c2", "extra": {"retry": 1}}],
                        "observation": {"results": [{"content": "loose"}]},
                        "metrics": {"prompt_tokens": 100, "completion_tokens": 20, "cost_usd": 0.25, "logprobs": [-0.5]}},
                  "4": {"timestamp": "2026-01-01 00:00:30", "is_copied_context": true, "metrics": {"prompt_tokens": 50, "completion_tokens": 5}}},
                 "final_metrics": {"total_cached_tokens": 7, "total_steps": 9}}}""";
        assertThat(trajectory).isEqualTo(new TrajectoryBuilder("run-1/main", "shell-agent", 0, TrajectoryOutcome.UNKNOWN, 0)
                .goal("Fix\nit").policyVersion("2.1").steps(trajectory.steps()).toolsUsed(List.of("ls", "cat"))
                .metrics(Json.fields(bytes(rest)))
                .durationSeconds(3630).costUsd(0.25).tokensIn(150).tokensOut(25).createdAt(Instant.parse("2026-01-01T00:00:30Z")).build());
        assertThat(value(Atif.read(codec.encode(Atif.of(trajectory))))).isEqualTo(trajectory);
    }

    @Test
    void whatIsWrittenIsAtif() {
        var step = new TrajectoryStep("s", "code", "dev", List.of("r"), "write it", "editor", Map.of("path", "a"), Map.of("ok", true),
                "as asked",
                TrajectoryOutcome.SUCCESS, Instant.parse("2026-01-01T00:00:00Z"), 1.5);
        var trajectory = new TrajectoryBuilder("j", "dev", 1, TrajectoryOutcome.SUCCESS, 0.5).taskId("t").goal("g").steps(List.of(step))
                .tokensIn(3).tokensOut(2).costUsd(0.5).build();
        Map<String, Object> fields = Json.fields(Atif.of(trajectory));
        assertThat(fields.remove("extra")).asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP).containsOnlyKeys("planline");
        assertThat(codec.toJson(fields)).isEqualTo("""
                {"agent":{"name":"dev","version":"unknown"},\
                "final_metrics":{"total_completion_tokens":2,"total_cost_usd":0.5,"total_prompt_tokens":3,"total_steps":2},\
                "schema_version":"ATIF-v1.7","session_id":"t","steps":[\
                {"message":"g","source":"user","step_id":1},\
                {"extra":{"planline":{"agent":"dev","dependsOn":["r"],"durationSeconds":1.5,"observation":{"ok":true},"outcome":"success",\
                "stepId":"s","type":"code"}},"message":"write it",\
                "observation":{"results":[{"content":"{\\"ok\\":true}","source_call_id":"call-2"}]},"reasoning_content":"as asked",\
                "source":"agent","step_id":2,"timestamp":"2026-01-01T00:00:00Z",\
                "tool_calls":[{"arguments":{"path":"a"},"function_name":"editor","tool_call_id":"call-2"}]}],"trajectory_id":"j"}""");
    }

    @Test
    void whatSomebodyAddsToADocumentOfOursIsKept() {
        Map<String, Object> fields = Json.fields(Atif.of(new TrajectoryBuilder("j", "dev", 1, TrajectoryOutcome.SUCCESS, 0.5)
                .metrics(Map.of("atif", "mine")).build()));
        fields.put("notes", "seen");
        assertThat(value(Atif.read(codec.encode(fields))).metrics()).isEqualTo(
                Map.of("atif", Map.of("schema_version", "ATIF-v1.7", "notes", "seen", "before", "mine")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "ATIF-v1.6"         | "ATIF-v1.8"         | schema_version: is "ATIF-v1.8"; ATIF-v1.0 to ATIF-v1.7 are read
            "schema_version"    | "schema_versoin"    | schema_versoin: unknown field; did you mean "schema_version"?
            "step_id": 3        | "step_id": 5        | steps[2].step_id: is 5; must be 3, steps are counted from 1
            "source": "system"  | "source": "robot"   | steps[0].source: unknown value "robot"; use one of system, user, agent
            "message": "Done."  | "mesage": "Done."   | steps[3].mesage: unknown field; did you mean "message"?
            "message": "Done."  | "message": 4        | steps[3].message: must be a text or a list of parts
            "type": "image"     | "type": "audio"     | steps[1].message[1]: must be {"type": "text", "text": "..."} or {"type": "image", "source": {...}}
            {"source_call_id": "c1" | {"source_call_id": "c9" | steps[2].observation.results[0].source_call_id: no tool call of the step has the id "c9"
            "tool_call_id": "c2" | "tool_call_id": "c1" | steps[2].tool_calls[1].tool_call_id: "c1" stands twice
            "You are careful."  | "x", "metrics": {}  | steps[0].metrics: is for steps of the agent only
            "llm_call_count": 1 | "llm_call_count": 0 | steps[2].metrics: must not be there when llm_call_count is 0
            00:00:10Z           | noon                | steps[2].timestamp: is "2026-01-01Tnoon"; must be a time such as "2026-12-01T00:00:00Z"
            "prompt_tokens": 50 | "prompt_tokens": -1 | steps[3].metrics.prompt_tokens: is -1; must be zero or more, and finite
            "shell-agent"       | " "                 | agent.name: must not be blank
            "steps": [          | "steps": [null,     | steps[0]: is required
            "tool_calls": [     | "tool_calls": [null, | steps[2].tool_calls[0]: is required
            "results": [{"source_call_id": "c1" | "results": [null, {"source_call_id": "c1" | steps[2].observation.results[0]: is required
            """)
    void aBadDocumentIsRefusedWithThePlaceAndTheReason(String good, String bad, String problem) {
        assertThat(FOREIGN).contains(good);
        assertThat(Atif.read(bytes(FOREIGN.replace(good, bad)))).isInstanceOfSatisfying(Decoded.Malformed.class,
                malformed -> assertThat(malformed.message()).isEqualTo(problem));
    }

    @Test
    void aDocumentWithoutAnIdIsRefused() {
        String nameless = FOREIGN.replace("\"session_id\": \"run-1\", \"trajectory_id\": \"main\",", "");
        assertThat(Atif.read(bytes(nameless)))
                .isEqualTo(new Decoded.Malformed<>("trajectory_id", "is required, or a session_id, to tell the trajectory from others"));
    }

    /** As it is after a journey as JSON, where for instance a small long becomes an int. */
    private Trajectory normal(Trajectory trajectory) {
        return value(codec.decode(Trajectory.class, codec.encode(trajectory)));
    }

    private static <T> T value(Decoded<T> decoded) {
        return switch (decoded) {
            case Decoded.Value<T>(T value) -> value;
            case Decoded.Malformed<T> malformed -> throw new AssertionError(malformed.message());
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
