package dev.planline.sink.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planline.sink.Trajectories;
import dev.planline.sink.pool.TrajectoryPool;
import dev.planline.sink.store.Store;
import dev.planline.sink.store.StoreException;
import dev.planline.sink.store.StoreSettings;
import dev.planline.testkit.TestKafka;
import dev.planline.tracing.Tracing;
import dev.planline.wire.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A database that is locked, full or gone makes the sink wait; when it is well again, nothing is missing or doubled. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class PauseTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final long SEED = 17;

    @TempDir
    Path directory;

    private final TestKafka kafka = new TestKafka(3);
    private final SplittableRandom random = new SplittableRandom(SEED);
    private int published;

    @AfterEach
    void close() {
        kafka.close();
    }

    @Test
    void aDatabaseThatIsLocked() throws Exception {
        try (Store store = Store.open(directory, 0);
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("planline.db"));
                Statement statement = other.createStatement();
                LogReader reader = reader(store)) {
            reader.start();
            publishAndAwait(store, 50);
            statement.execute("BEGIN IMMEDIATE");
            publish(50);
            assertThatThrownBy(() -> store.fold(List.of())).isInstanceOf(StoreException.class).hasMessageContaining("locked");
            assertThat(new TrajectoryPool(store).size()).isEqualTo(50);
            statement.execute("ROLLBACK");
            awaitAll(store);
            assertThat(reader.stopped()).isNotDone();
        }
    }

    @Test
    void aDatabaseThatIsFull() throws Exception {
        var settings = new StoreSettings("jdbc:sqlite:" + directory.resolve("planline.db") + "?max_page_count=2000", null, null, 4, 0,
                false);
        try (Store store = Store.open(settings);
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("planline.db"));
                Statement statement = other.createStatement();
                LogReader reader = reader(store)) {
            statement.execute("CREATE TABLE ballast (bytes BLOB)");
            statement.execute("INSERT INTO ballast VALUES (zeroblob(7000000))");
            reader.start();
            publish(1_000);
            Awaitility.await().atMost(LONG).untilAsserted(() -> assertThatThrownBy(
                    () -> store.fold(List.of(Trajectories.entry(9, 0, Trajectories.successful("big", 0.5).goal(noise(2_000_000)).build()))))
                    .isInstanceOf(StoreException.class).hasMessageContaining("full"));
            assertThat(new TrajectoryPool(store).size()).isLessThan(1_000);
            statement.execute("DROP TABLE ballast");
            awaitAll(store);
            assertThat(reader.stopped()).isNotDone();
        }
    }

    @Test
    void aDatabaseThatIsGone() throws Exception {
        EmbeddedPostgres server = server(0);
        int port = server.getPort();
        try (Store store = Store.open(StoreSettings.postgres(server.getJdbcUrl("postgres", "postgres"), "postgres", null, 0));
                LogReader reader = reader(store)) {
            reader.start();
            publishAndAwait(store, 50);
            server.close();
            publish(50);
            assertThatThrownBy(() -> new TrajectoryPool(store).size()).isInstanceOf(StoreException.class);
            server = server(port);
            awaitAll(store);
            assertThat(reader.stopped()).isNotDone();
        } finally {
            server.close();
        }
    }

    private EmbeddedPostgres server(int port) throws IOException {
        return EmbeddedPostgres.builder().setPort(port).setDataDirectory(directory.resolve("data")).setCleanDataDirectory(false)
                .setPGStartupWait(LONG).start();
    }

    private LogReader reader(Store store) {
        return new LogReader(kafka.settings("sink"), store, 8080, UnaryOperator.identity(), new SimpleMeterRegistry(), Tracing.OFF);
    }

    private void publish(int count) {
        for (int i = 0; i < count; i++) {
            kafka.publish(Topic.TRAJECTORIES, Trajectories.successful("j-" + published++, 0.5).goal(noise(2_000)).build());
        }
    }

    /** Text that does not compress well. */
    private String noise(int length) {
        return random.ints(length, '0', 'z').filter(c -> c != '\\').collect(StringBuilder::new, StringBuilder::appendCodePoint,
                StringBuilder::append).toString();
    }

    private void publishAndAwait(Store store, int count) {
        publish(count);
        awaitAll(store);
    }

    private void awaitAll(Store store) {
        Awaitility.await().atMost(LONG).ignoreExceptions()
                .untilAsserted(() -> assertThat(new TrajectoryPool(store).size()).isEqualTo(published));
    }
}
