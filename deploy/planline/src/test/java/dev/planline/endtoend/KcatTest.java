package dev.planline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.cli.CommandLineRun;
import dev.planline.testkit.TestKafka;
import dev.planline.wire.Topic;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client that knows nothing of Planline publishes a bare JSON task and reads the plan that comes of it. */
@EnabledIf(value = "kcatIsThere", disabledReason = "kcat is not on the PATH; on Debian: apt-get install kcat")
class KcatTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final TestKafka kafka = new TestKafka(3);
    private final Workers workers = new Workers(kafka);

    @BeforeEach
    void register() {
        for (String table : List.of("agents", "rules")) {
            CommandLineRun run = CommandLineRun.of(table, "apply", "../../examples/" + table + ".yaml", "--bootstrap-server",
                    TestKafka.bootstrapServers(), "--prefix", kafka.prefix());
            assertThat(run.exit()).as(run.err()).isZero();
        }
        workers.start();
    }

    @AfterEach
    void stop() {
        workers.close();
        kafka.close();
    }

    @Test
    void aBareTaskBecomesAValidatedPlan() throws Exception {
        kcat("{\"taskId\":\"k-1\",\"goal\":\"Write a blog article about virtual threads\"}\n", "-P", "-t",
                Topic.TASKS.name(kafka.prefix()), "-k", "k-1");
        kafka.awaitCount(1, List.of(Topic.VALIDATED.name(kafka.prefix())), LONG);
        String read = kcat("", "-C", "-t", Topic.VALIDATED.name(kafka.prefix()), "-e", "-q", "-o", "beginning", "-X",
                "isolation.level=read_committed");
        assertThat(read.lines()).hasSize(1);
        JsonNode plan = new JsonMapper().readTree(read);
        assertThat(plan.path("plan").path("taskId").asString()).isEqualTo("k-1");
        assertThat(plan.path("verdict").path("outcome").asString()).isEqualTo("accepted");
        assertThat(plan.path("assignments").size()).isEqualTo(plan.path("plan").path("steps").size());
    }

    private static String kcat(String input, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("kcat", "-b", TestKafka.bootstrapServers()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output;
    }

    static boolean kcatIsThere() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> new File(folder, "kcat").canExecute());
    }
}
