package dev.planline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.testkit.TestKafka;
import dev.planline.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ImportTest {

    private static final String LINE = "{\"trajectoryId\":\"%s\",\"agent\":\"dev\",\"generation\":0,\"outcome\":\"success\",\"score\":0.5,\"goal\":\"%s\"}\n";

    private final TestKafka kafka = new TestKafka(1);

    @AfterEach
    void close() {
        kafka.close();
    }

    @Test
    void secretsAreRedactedBeforeTheyAreSent() {
        String input = LINE.formatted("a", "use AKIAIOSFODNN7EXAMPLE") + LINE.formatted("b", "plain");
        assertThat(run(input, "-o", "json").out().strip()).isEqualTo("{\"imported\":2,\"redacted\":1}");
        assertThat(run(LINE.formatted("c", "use AKIAIOSFODNN7EXAMPLE"), "--no-redact", "-o", "json").out().strip())
                .isEqualTo("{\"imported\":1,\"redacted\":0}");
        assertThat(published()).hasSize(3).satisfiesExactly(
                first -> assertThat(first).contains("\"goal\":\"use [redacted:aws-key]\""),
                second -> assertThat(second).contains("\"goal\":\"plain\""),
                third -> assertThat(third).contains("\"goal\":\"use AKIAIOSFODNN7EXAMPLE\""));
    }

    private CommandLineRun run(String input, String... options) {
        var arguments = new ArrayList<>(
                List.of("trajectories", "import", "-", "--bootstrap-server", TestKafka.bootstrapServers(), "--prefix",
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
