package dev.planline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.client.Cluster;
import dev.planline.model.TrajectoryBuilder;
import dev.planline.model.TrajectoryOutcome;
import dev.planline.redaction.Redactor;
import dev.planline.sink.SinkMain;
import dev.planline.sink.log.LogRebuild;
import dev.planline.sink.pool.TrajectoryPool;
import dev.planline.sink.store.Position;
import dev.planline.sink.store.Store;
import dev.planline.sink.store.StoreSettings;
import dev.planline.testkit.LocalHttp;
import dev.planline.testkit.TestKafka;
import dev.planline.wire.Topic;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A sink that is killed at random moments holds what the log says. With {@code -Dplanline.kills=50} it is killed more often. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class SinkKilledTest {

    private static final int KILLS = Integer.getInteger("planline.kills", 4);
    private static final int EACH = 1_500;
    private static final long SEED = 20261126;
    private static final int CAP = 500;
    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    private final SplittableRandom random = new SplittableRandom(SEED);
    private final int management = LocalHttp.freePort();
    private long published;

    @Test
    void rowsEqualTheLog() throws InterruptedException {
        try (var kafka = new TestKafka(3);
                var sink = new ChildWorker(SinkMain.class, directory, settings(kafka))) {
            for (int kill = 0; kill < KILLS; kill++) {
                long before = folded();
                publish(kafka);
                Awaitility.await().atMost(LONG).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> folded() > before);
                LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(random.nextInt(40_000)));
                sink.killAndRestart();
                if (kill % 4 == 3) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(2_500)));
                    sink.killAndRestart();
                }
            }
            Awaitility.await().atMost(LONG).until(() -> folded() == published);
            // The one before may have folded all, and this one has begun only now: who is told to stop before it can listen ends as Java does.
            Awaitility.await().atMost(LONG).until(() -> LocalHttp.get(management, "/readyz").status() == 200);
            assertThat(sink.stop()).isZero();
            compare(kafka);
        }
    }

    private void compare(TestKafka kafka) {
        try (Store store = Store.open(StoreSettings.sqlite(store(), CAP));
                Store log = Store.open(StoreSettings.scratch(directory.resolve("log"), CAP))) {
            Map<Position, Long> offsets = store.offsets();
            var cluster = new Cluster(TestKafka.bootstrapServers(), kafka.prefix(), Map.of());
            new LogRebuild(cluster, log, kafka.settings("sink").maxValueBytes(), new Redactor(count -> {})::redact).fold(offsets,
                    folded -> {});
            assertThat(store.digest()).as("seed %d", SEED).isEqualTo(log.digest());
            assertThat(new TrajectoryPool(store).size()).isEqualTo(CAP);
        }
        assertThat(kafka.deadLetters(Topic.TRAJECTORIES)).isEmpty();
    }

    /** Every fifth was published before; the size of the text varies, so that some are compressed. */
    private void publish(TestKafka kafka) {
        for (int i = 0; i < EACH; i++) {
            long number = i % 5 == 4 ? random.nextLong(published + 1) : published;
            kafka.publish(Topic.TRAJECTORIES, new TrajectoryBuilder("j-" + number, "dev", (int) (number % 7), TrajectoryOutcome.SUCCESS,
                    number % 1_000 / 1_000.0).goal("goal " + number + " ".repeat((int) (number % 4_000)))
                    .keyInsights(List.of("insight " + number % 50))
                    .build());
            published++;
        }
    }

    private Path store() {
        return directory.resolve("store");
    }

    /** Records of the topic of trajectories that are in the store; 0 while it has no tables. */
    private long folded() {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + store().resolve("planline.db"));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT sum(next_offset) FROM offsets WHERE topic = 'trajectories'")) {
            return row.getLong(1);
        } catch (SQLException e) {
            return 0;
        }
    }

    private Map<String, String> settings(TestKafka kafka) {
        return Map.of("bootstrap.servers", TestKafka.bootstrapServers(), "prefix", kafka.prefix(), "instance.id", "only", "management.port",
                String.valueOf(management), "sink.directory", store().toString(), "sink.port", "0", "sink.api.open", "true",
                "sink.cap.per.agent",
                String.valueOf(CAP));
    }
}
