package dev.planline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.cli.CommandLineRun;
import dev.planline.model.RoutedPlan;
import dev.planline.model.Task;
import dev.planline.observability.Meter;
import dev.planline.testkit.TestKafka;
import dev.planline.wire.EventHeaders;
import dev.planline.wire.Redrives;
import dev.planline.wire.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Dead letters that real workers made go round: those that are mended to their end, those that are not until the guard stops them. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // one set of workers for all
class RedriveLoopTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private final TestKafka kafka = new TestKafka(1);
    private final Workers workers = new Workers(kafka);

    @BeforeAll
    void start() {
        kafka.publish(Topic.AGENTS, "all",
                bytes("{\"name\":\"all\",\"stepTypes\":[\"research\",\"planning\",\"requirements\",\"document\",\"test\","
                        + "\"content\",\"review\",\"generic\",\"write\",\"edit\",\"publish\",\"seo\"],\"costTier\":\"cheap\",\"successRate\":0.9,\"maxConcurrent\":9}"));
        workers.start();
    }

    @AfterAll
    void stop() {
        workers.close();
        kafka.close();
    }

    private CommandLineRun redrive(String... arguments) {
        return CommandLineRun.of(Stream.concat(Stream.of("dlq", "redrive"), Stream.concat(Arrays.stream(arguments),
                Stream.of("--bootstrap-server", TestKafka.bootstrapServers(), "--prefix", kafka.prefix()))).toArray(String[]::new));
    }

    @Test
    void whatIsMendedByAPatchIsValidatedOnce() throws IOException {
        for (String key : List.of("t-1", "t-2", "t-3")) {
            kafka.publish(Topic.TASKS, key, bytes("{\"taskId\":\"" + key + "\",\"gaol\":\"Write a blog article about threads\"}"));
        }
        kafka.publish(Topic.TASKS, "t-4", bytes("{\"taskId\":"));
        kafka.publish(Topic.TASKS, new Task("t-5", "Write a blog article about threads"));
        kafka.awaitCount(4, List.of(Topic.TASKS.deadLetterName(kafka.prefix())), LONG);
        Path patch = Files.writeString(directory.resolve("rename.json"), "[{\"op\":\"move\",\"from\":\"/gaol\",\"path\":\"/goal\"}]");

        CommandLineRun run = redrive("tasks", "--patch", patch.toString());
        CommandLineRun again = redrive("tasks", "--patch", patch.toString());

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("3 sent, 1 refused");
        assertThat(run.out()).contains("patch: is not JSON that can be patched");
        assertThat(again.err()).contains("0 sent, 1 refused, 3 redriven before");
        kafka.awaitCount(4, List.of(Topic.VALIDATED.name(kafka.prefix())), LONG);
        assertThat(kafka.read(Topic.VALIDATED, RoutedPlan.class)).extracting(route -> route.plan().taskId())
                .containsExactlyInAnyOrder("t-1", "t-2", "t-3", "t-5");
        assertThat(workers.counted(Meter.REDRIVEN_HANDLED, "planner")).isEqualTo(3);
        assertThat(workers.counted(Meter.REDRIVEN_DIED, "planner")).isZero();
    }

    @Test
    void whatAlwaysDiesIsRedrivenUntilTheGuardStopsIt() {
        kafka.publish(Topic.PLANS, "t-1", bytes("""
                {"taskId":"t-1","revision":1,"goal":"g","planner":"hand","steps":[
                 {"stepId":"a","type":"generic","description":"a","dependsOn":["b"]},
                 {"stepId":"b","type":"generic","description":"b","dependsOn":["a"]}]}"""));
        List<String> letters = List.of(Topic.PLANS.deadLetterName(kafka.prefix()));
        for (int round = 1; round <= 3; round++) {
            kafka.awaitCount(round, letters, LONG);
            assertThat(redrive("plans", "--stage", "router").err()).contains("1 sent");
        }
        kafka.awaitCount(4, letters, LONG);

        CommandLineRun guarded = redrive("plans", "--stage", "router");

        assertThat(guarded.exit()).isEqualTo(1);
        assertThat(guarded.out()).contains("refused", "has died again after 3 redrives", "--max-redrives");
        assertThat(guarded.err()).contains("0 sent, 1 refused, 3 redriven before");
        assertThat(kafka.deadLetters(Topic.PLANS)).extracting(letter -> EventHeaders.text(letter.headers(), Redrives.COUNT))
                .containsExactly(null, "1", "2", "3");
        Awaitility.await().atMost(LONG).untilAsserted(() -> assertThat(workers.counted(Meter.REDRIVEN_DIED, "router")).isEqualTo(3));
        assertThat(redrive("plans", "--max-redrives", "4", "--dry-run").err()).contains("1 to send");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
