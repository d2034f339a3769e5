package dev.planline.sink.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.model.ReplayPriority;
import dev.planline.sink.TestDatabase;
import dev.planline.sink.Trajectories;
import dev.planline.sink.pool.TrajectoryPool;
import dev.planline.sink.replay.ReplayBuffer;
import dev.planline.sink.replay.ReplayTables;
import dev.planline.sink.replay.Sampling;
import dev.planline.sink.store.Store;
import dev.planline.testkit.TestKafka;
import dev.planline.tracing.Tracing;
import dev.planline.wire.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas of the sink over one PostgreSQL database share the partitions, and each answers for all of them. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class ReplicasTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int CAP = 400;

    @TempDir
    Path directory;

    private final TestKafka kafka = new TestKafka(6);
    private int published;

    @AfterEach
    void close() {
        kafka.close();
    }

    @Test
    void eachServesAllThatBothHaveFoldedAndOneTakesOverFromTheOther() {
        String alone;
        try (Replica one = new Replica();
                Replica other = new Replica()) {
            Awaitility.await().atMost(LONG).until(() -> one.reader.polling() && other.reader.polling());
            publish(300);
            kafka.publish(Topic.PRIORITIES, new ReplayPriority("j-7", "prioritized", 50));
            awaitBoth(one, other);
            for (String table : List.of("uniform", "prioritized")) {
                assertThat(one.sample(table)).isEqualTo(other.sample(table)).hasSize(64);
            }
            one.stop();
            publish(300);
            Awaitility.await().atMost(LONG).until(() -> folded(other.store) == published);
            assertThat(other.pool.size()).isEqualTo(CAP);
            alone = other.store.digest().whole();
        }
        directory = directory.resolve("again");
        try (Replica fresh = new Replica()) {
            Awaitility.await().atMost(LONG).until(() -> folded(fresh.store) == published);
            assertThat(fresh.store.digest().whole()).isEqualTo(alone);
        }
    }

    private void awaitBoth(Replica one, Replica other) {
        Awaitility.await().atMost(LONG).until(() -> folded(one.store) == published && !one.sample("prioritized").isEmpty());
        assertThat(one.pool.size()).isEqualTo(Math.min(CAP, published));
        assertThat(other.pool.size()).isEqualTo(one.pool.size());
        assertThat(other.store.digest()).isEqualTo(one.store.digest());
        assertThat(kafka.deadLetters(Topic.TRAJECTORIES)).isEmpty();
    }

    /** Records of trajectories and priorities that the offsets are past. */
    private static long folded(Store store) {
        return store.offsets().entrySet().stream().filter(offset -> offset.getKey().topic().equals("trajectories"))
                .mapToLong(offset -> offset
                        .getValue())
                .sum();
    }

    private void publish(int count) {
        for (int i = 0; i < count; i++) {
            kafka.publish(Topic.TRAJECTORIES, Trajectories.successful("j-" + published, published % 100 / 100.0).reasoningPattern(
                    "p" + published % 9).build());
            published++;
        }
    }

    private final class Replica implements AutoCloseable {

        private final Store store = Store.open(TestDatabase.POSTGRES.settings(directory, CAP));
        private final LogReader reader = new LogReader(kafka.settings("sink"), store, 8080, UnaryOperator.identity(),
                new SimpleMeterRegistry(), Tracing.OFF);
        private final TrajectoryPool pool = new TrajectoryPool(store);
        private final ReplayBuffer replay = new ReplayBuffer(store, ReplayTables.DEFAULT);
        private boolean closed;

        Replica() {
            reader.start();
        }

        List<String> sample(String table) {
            return ((Sampling.Sample) replay.sample(table, 64, 5)).items().stream().map(item -> item.trajectoryId() + item.probability())
                    .toList();
        }

        @Override
        public void close() {
            stop();
        }

        void stop() {
            if (!closed) {
                closed = true;
                reader.close();
                store.close();
            }
        }
    }
}
