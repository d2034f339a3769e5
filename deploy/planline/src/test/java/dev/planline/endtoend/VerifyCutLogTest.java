package dev.planline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.cli.CommandLineRun;
import dev.planline.model.Task;
import dev.planline.model.TrajectoryBuilder;
import dev.planline.model.TrajectoryOutcome;
import dev.planline.sink.SinkMain;
import dev.planline.sink.store.Place;
import dev.planline.testkit.LocalHttp;
import dev.planline.testkit.TestKafka;
import dev.planline.wire.Topic;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A sink older than the retention of its topics can still be compared with what they hold. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class VerifyCutLogTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int TASKS = 20;
    private static final int CUT = 12;

    @TempDir
    Path directory;

    private final int api = LocalHttp.freePort();

    @Test
    void whatIsLeftOfTheLivesOfTasksIsComparedAndTrajectoriesHaveToBeWhole() throws Exception {
        try (var kafka = new TestKafka(1);
                var _ = new ChildWorker(SinkMain.class, directory, Map.of("bootstrap.servers", TestKafka.bootstrapServers(), "prefix",
                        kafka.prefix(), "instance.id", "only", "management.port", String.valueOf(LocalHttp.freePort()), "sink.directory",
                        directory.resolve("store").toString(), "sink.port", String.valueOf(api), "sink.api.open", "true"))) {
            for (int i = 0; i < TASKS; i++) {
                kafka.publish(Topic.TASKS, new Task("t-" + i, "goal"));
                kafka.publish(Topic.TRAJECTORIES, new TrajectoryBuilder("j-" + i, "dev", 0, TrajectoryOutcome.SUCCESS, 0.5).build());
            }
            Awaitility.await().atMost(LONG).until(() -> verify(kafka).out().contains("\"events\":" + 2 * TASKS + ","));

            cut(kafka, Topic.TASKS);
            CommandLineRun cut = verify(kafka);
            assertThat(cut.exit()).as(cut.toString()).isZero();
            JsonNode report = JsonMapper.shared().readTree(cut.out());
            assertThat(report.path("events").asInt()).isEqualTo(2 * TASKS - CUT);
            assertThat(report.path("partitions").values()).filteredOn(part -> part.path("from").asLong() > 0).singleElement()
                    .satisfies(part -> {
                        assertThat(part.path("name").asString()).isEqualTo("tasks/0");
                        assertThat(part.path("from").asLong()).isEqualTo(CUT);
                    });
            assertThat(run(kafka).err()).contains("retention has taken the start of 1 of 2 parts off the log");

            change(CUT - 1);
            assertThat(verify(kafka).exit()).as("nobody can tell any more").isZero();
            change(CUT);
            CommandLineRun different = verify(kafka);
            assertThat(different.exit()).isEqualTo(1);
            assertThat(JsonMapper.shared().readTree(different.out()).path("differences").values()).singleElement()
                    .satisfies(row -> assertThat(row.path("key").asString()).isEqualTo("offset " + CUT + " (t-" + CUT + ")"));

            cut(kafka, Topic.TRAJECTORIES);
            CommandLineRun refused = verify(kafka);
            assertThat(refused.exit()).isEqualTo(1);
            assertThat(refused.err()).contains("trajectories-0 begins at offset " + CUT, "without it the rest cannot be folded");
        }
    }

    private CommandLineRun verify(TestKafka kafka) {
        return run(kafka, "-o", "json");
    }

    private CommandLineRun run(TestKafka kafka, String... more) {
        return CommandLineRun.of(Stream.concat(Stream.of("verify", "--api", "http://127.0.0.1:" + api, "--bootstrap-server",
                TestKafka.bootstrapServers(), "--prefix", kafka.prefix()), Stream.of(more)).toArray(String[]::new));
    }

    private void change(long offset) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("store").resolve("planline.db"));
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("UPDATE task_events SET detail = '{}' WHERE topic = 'tasks' AND place = "
                    + Place.of(0, offset))).isEqualTo(1);
        }
    }

    private static void cut(TestKafka kafka, Topic topic) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestKafka.bootstrapServers()))) {
            var id = new TopicPartition(topic.name(kafka.prefix()), 0);
            admin.deleteRecords(Map.of(id, RecordsToDelete.beforeOffset(CUT))).all().get();
        }
    }
}
