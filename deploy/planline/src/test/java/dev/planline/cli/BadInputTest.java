package dev.planline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.testkit.TestKafka;
import dev.planline.wire.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bad input ends a command with 2, names the line and the field, and nothing is sent. */
class BadInputTest {

    private static final String TRAJECTORY = "{\"trajectoryId\":\"j\",\"agent\":\"dev\",\"generation\":0,\"outcome\":\"success\",%s}";

    private final TestKafka kafka = new TestKafka(1);

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        kafka.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"goal": "  "}                                    | goal: must not be blank
            {"goal": "g", "constraints": {"maxSteps": 0}}     | constraints.maxSteps
            {"goal": "g", "gaol": "h"}                        | gaol: unknown field; did you mean "goal"?
            {"goal": "g"                                      | is not valid JSON
            {"taskId": "t"}                                   | goal: is required
            """)
    void tasks(String line, String problem) throws IOException {
        Path file = Files.writeString(directory.resolve("tasks.jsonl"), "{\"goal\":\"good\"}\n" + line + "\n");
        refused(CommandLineRun.of("submit", file.toString(), "--bootstrap-server", TestKafka.bootstrapServers(), "--prefix",
                kafka.prefix()),
                file + ":2: ", problem, Topic.TASKS);
    }

    @Test
    void aGoalThatIsTooLong() {
        CommandLineRun run = CommandLineRun.of("submit", "--goal", "x".repeat(5_001), "--bootstrap-server", TestKafka.bootstrapServers(),
                "--prefix", kafka.prefix());
        refused(run, "--goal: ", "5001", Topic.TASKS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "score":1.2                              | score: is 1.2; must lie in 0..1
            "score":NaN                              | is not valid JSON
            "score":0.5,"operator":"crossover"       | operator: unknown value "crossover"; use one of baseline, revision, recombination, refinement
            "score":0.5,"genration":1                | genration: unknown field; did you mean "generation"?
            "scores":1                               | scores: unknown field; did you mean "score"?
            """)
    void trajectories(String fields, String problem) {
        String input = "\n" + TRAJECTORY.formatted("\"score\":0.5").replace("\"j\"", "\"good\"") + "\n" + TRAJECTORY.formatted(fields);
        refused(CommandLineRun.with(input, "trajectories", "import", "-", "--bootstrap-server", TestKafka.bootstrapServers(), "--prefix",
                kafka.prefix()), "standard input:3: ", problem, Topic.TRAJECTORIES);
    }

    @Test
    void anAgentWithoutAName() {
        String input = "- name: good\n  stepTypes: [code]\n  costTier: cheap\n  successRate: 0.5\n  maxConcurrent: 1\n- stepTypes: [code]\n";
        refused(CommandLineRun.with(input, "agents", "apply", "-", "--bootstrap-server", TestKafka.bootstrapServers(), "--prefix",
                kafka.prefix()), "standard input:6: ", "name: is required", Topic.AGENTS);
    }

    @Test
    void aFileThatTheParserGivesUp() {
        refused(CommandLineRun.with("[".repeat(2_000), "agents", "apply", "-", "--bootstrap-server", TestKafka.bootstrapServers(),
                "--prefix",
                kafka.prefix()), "standard input", "is not valid JSON", Topic.AGENTS);
        refused(CommandLineRun.with("9".repeat(70_000), "agents", "apply", "-", "--bootstrap-server", TestKafka.bootstrapServers(),
                "--prefix", kafka.prefix()), "standard input", "is not valid YAML", Topic.AGENTS);
    }

    @Test
    void whatOthersWroteIsNotObeyedByTheTerminal() {
        kafka.publish(Topic.AGENTS, "a",
                "{\"name\":\"a\",\"description\":\"\\u001b[2J\\u009b31m\\u202egnp\"}".getBytes(StandardCharsets.UTF_8));
        CommandLineRun run = CommandLineRun.of("agents", "list", "-o", "json", "--bootstrap-server", TestKafka.bootstrapServers(),
                "--prefix",
                kafka.prefix());
        assertThat(run.out()).contains("\\u001B[2J\\u009b31m\\u202egnp");
        CommandLineRun tail = CommandLineRun.of("get", "\u001b[2J", "--api", "http://127.0.0.1:1");
        assertThat(tail.out() + tail.err()).doesNotContain("\u001b");
    }

    @ParameterizedTest
    @CsvSource({
        "sumbit,           did you mean submit?",
        "submit,           Missing required argument",
        "tail nowhere,     unknown topic \"nowhere\"",
        "get,              Missing required parameter",
        "replay sample -n, Missing required parameter",
        "tail tasks --last -5, --last: is -5; must be 0 or more",
        "tail tasks -n 0, --limit: is 0; must be 1 or more",
        "dlq list --kind Malformed, '--kind: unknown \"Malformed\"; did you mean \"malformed\"?'",
        "dlq redrive --stage nope --dry-run, '--stage: unknown \"nope\"; there are planner, router, validator, sink'",
        "dlq list --older 3h --newer 2h, '--newer: must be longer than --older, or no letter can be meant'",
        "workers limit router --rate -1, --rate: is -1.0; must be 0 or more",
        "workers limit router --concurrency 0, --concurrency: is 0; must be 1 or more",
    })
    void commandsThatAreNone(String line, String problem) {
        CommandLineRun run = CommandLineRun.of(line.split(" "));
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(problem);
    }

    @Test
    void everyCommandHelps() {
        for (String command : List.of("dev", "demo", "planner", "router", "validator", "sink", "submit", "get", "tail", "agents apply",
                "agents list", "agents remove", "rules apply", "rules list", "rules remove", "trajectories list", "trajectories show",
                "trajectories lineage", "trajectories stats", "trajectories diverse", "trajectories pairs", "trajectories parents",
                "trajectories import", "trajectories export",
                "replay tables",
                "replay sample",
                "replay prioritize", "dlq list", "dlq show", "topics apply", "topics check", "lag")) {
            CommandLineRun run = CommandLineRun.of((command + " --help").split(" "));
            assertThat(run.exit()).as(command).isZero();
            assertThat(run.out()).as(command).startsWith("Usage: planline " + command).contains("Example");
        }
    }

    private void refused(CommandLineRun run, String place, String problem, Topic topic) {
        assertThat(run.exit()).as(run.err()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(place).contains(problem);
        assertThat(kafka.read(topic.name(kafka.prefix()))).isEmpty();
    }
}
