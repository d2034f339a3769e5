package dev.planline.sink.log;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planline.client.Cluster;
import dev.planline.sink.store.Position;
import dev.planline.sink.store.Store;
import dev.planline.sink.store.StoreSettings;
import dev.planline.testkit.TestKafka;
import dev.planline.wire.Topic;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogRebuildTest {

    /** Together more than is fetched ahead. */
    private static final int RECORDS = 60;

    @TempDir
    private Path directory;

    @Test
    void aLogThatIsCutMeanwhileIsNoDifference() {
        try (var kafka = new TestKafka(1);
                Store store = Store.open(StoreSettings.scratch(directory, 0))) {
            for (int i = 0; i < RECORDS; i++) {
                kafka.publish(Topic.TRAJECTORIES, "k", new byte[900_000]);
            }
            var cluster = new Cluster(TestKafka.bootstrapServers(), kafka.prefix(), Map.of());
            var cut = new AtomicBoolean();
            var rebuild = new LogRebuild(cluster, store, 1 << 20, json -> json);
            assertThatThrownBy(() -> rebuild.fold(Map.of(new Position("trajectories", 0), (long) RECORDS), folded -> {
                if (folded > 0 && !cut.getAndSet(true)) {
                    deleteAllButTheLast(kafka);
                }
            })).isInstanceOf(LogRebuild.LogCut.class).hasMessageStartingWith("the log was cut while it was folded, at ");
        }
    }

    private static void deleteAllButTheLast(TestKafka kafka) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestKafka.bootstrapServers()))) {
            var id = new TopicPartition(Topic.TRAJECTORIES.name(kafka.prefix()), 0);
            admin.deleteRecords(Map.of(id, RecordsToDelete.beforeOffset(RECORDS - 1))).all().get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
