package dev.planline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.testkit.TestKafka;
import dev.planline.wire.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportTest {

    private static final String LINE = "{\"trajectoryId\":\"%s\",\"agent\":\"dev\",\"generation\":0,\"outcome\":\"success\",\"score\":0.5,\"goal\":\"%s\"}\n";

    private static final String ATIF = """
            {"schema_version": "ATIF-v1.7", "session_id": "%s",
             "agent": {"name": "dev", "version": "1"},
             "steps": [{"step_id": 1, "source": "user", "message": "x } ] [ {"}]}""";

    @TempDir
    private Path directory;

    private final TestKafka kafka = new TestKafka(1);

    @AfterEach
    void close() {
        kafka.close();
    }

    @Test
    void secretsAreRedactedBeforeTheyAreSent() {
        String input = LINE.formatted("a", "use AKIAIOSFODNN7EXAMPLE") + LINE.formatted("b", "plain");
        assertThat(run(input, "-o", "json").out().strip()).isEqualTo("{\"imported\":2,\"skipped\":0,\"redacted\":1}");
        assertThat(run(LINE.formatted("c", "use AKIAIOSFODNN7EXAMPLE"), "--no-redact", "-o", "json").out().strip())
                .isEqualTo("{\"imported\":1,\"skipped\":0,\"redacted\":0}");
        assertThat(published()).hasSize(3).satisfiesExactly(
                first -> assertThat(first).contains("\"goal\":\"use [redacted:aws-key]\""),
                second -> assertThat(second).contains("\"goal\":\"plain\""),
                third -> assertThat(third).contains("\"goal\":\"use AKIAIOSFODNN7EXAMPLE\""));
    }

    @Test
    void documentsOfAtifAreImportedAsAListOneAfterTheOtherOrAlone() {
        String one = ATIF.formatted("a");
        String two = ATIF.formatted("b");
        for (String input : List.of("[\n" + one + ",\n" + two + "\n]\n", one + "\n" + two, one + two)) {
            assertThat(run(input, "--format", "atif", "-o", "json").out().strip())
                    .isEqualTo("{\"imported\":2,\"skipped\":0,\"redacted\":0}");
        }
        assertThat(run(one, "--format", "atif", "-o", "json").out().strip()).isEqualTo("{\"imported\":1,\"skipped\":0,\"redacted\":0}");
        assertThat(published()).hasSize(7).allSatisfy(json -> assertThat(json).contains("\"goal\":\"x } ] [ {\""));
    }

    @Test
    void theFormatIsThatOfTheFilesName() throws IOException {
        Path file = Files.writeString(directory.resolve("all.atif.json"), ATIF.formatted("a"));
        assertThat(execute("", file.toString()).exit()).isZero();
        Path wrong = Files.writeString(directory.resolve("all.json"), ATIF.formatted("a").replace("\n", " "));
        CommandLineRun refused = execute("", wrong.toString());
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains(wrong + ":1: is of a document of ATIF; import it with --format atif");
        assertThat(published()).hasSize(1);
    }

    @Test
    void aBadDocumentIsNamedByItsLineAndNothingIsSent() {
        String input = ATIF.formatted("a") + "\n" + ATIF.formatted("b").replace("\"user\"", "\"robot\"") + "\n" + ATIF.formatted("c")
                .replace("]}", "]");
        CommandLineRun run = run(input, "--format", "atif");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("2 of 3 documents are bad, so nothing was sent:",
                "standard input:4: steps[0].source: unknown value \"robot\"; use one of system, user, agent",
                "standard input:7: ", "is not valid JSON at line 9");
        assertThat(published()).isEmpty();
    }

    @Test
    void badLinesAreSkippedIfThatIsWanted() {
        String input = LINE.formatted("a", "g") + "{\"rubbish\"\n" + LINE.formatted("a", "again") + LINE.formatted("b", "g");
        CommandLineRun run = run(input, "--skip-bad", "-o", "json");
        assertThat(run.out().strip()).isEqualTo("{\"imported\":2,\"skipped\":2,\"redacted\":0}");
        assertThat(run.err()).contains("2 of 4 lines are bad, so they are skipped:", "standard input:2: ",
                "standard input:3: \"a\" stands in line 1 already");
        assertThat(published()).hasSize(2).noneMatch(json -> json.contains("again"));
        assertThat(run("{\n", "--skip-bad").exit()).isEqualTo(2);
    }

    private CommandLineRun run(String input, String... options) {
        return execute(input, Stream.concat(Stream.of("-"), Stream.of(options)).toArray(String[]::new));
    }

    private CommandLineRun execute(String input, String... options) {
        var arguments = new ArrayList<>(List.of("trajectories", "import", "--bootstrap-server", TestKafka.bootstrapServers(), "--prefix",
                kafka.prefix()));
        arguments.addAll(List.of(options));
        return CommandLineRun.with(input, arguments.toArray(String[]::new));
    }

    private List<String> published() {
        return kafka.read(Topic.TRAJECTORIES.name(kafka.prefix())).stream()
                .map(letter -> new String(letter.value(), StandardCharsets.UTF_8))
                .toList();
    }
}
