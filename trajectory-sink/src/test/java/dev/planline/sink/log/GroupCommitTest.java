package dev.planline.sink.log;

import static dev.planline.sink.Trajectories.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planline.model.Task;
import dev.planline.sink.Trajectories;
import dev.planline.sink.store.FoldBatch;
import dev.planline.sink.store.LogEntry;
import dev.planline.sink.store.Position;
import dev.planline.sink.store.Store;
import dev.planline.sink.store.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupCommitTest {

    private static final Position PARTITION = new Position("trajectories", 0);

    @TempDir
    Path directory;

    private Store store;
    private Connection other;

    @BeforeEach
    void open() throws SQLException {
        store = Store.open(directory, 0);
        other = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("planline.db"));
    }

    @AfterEach
    void close() throws SQLException {
        other.close();
        store.close();
    }

    @Test
    void whatComesWhileTheDatabaseIsBusyIsOneTransaction() throws SQLException {
        assertThat(transactions(/* mostRecords= */ 50_000, GroupCommit.MOST_BYTES)).isEqualTo(1);
    }

    @Test
    void aTransactionThatHoldsEnoughTakesUpNoMore() throws SQLException {
        assertThat(transactions(/* mostRecords= */ 10, GroupCommit.MOST_BYTES)).isEqualTo(2);
    }

    @Test
    void norDoesOneOfManyBytes() throws SQLException {
        assertThat(transactions(/* mostRecords= */ 50_000, /* mostBytes= */ 1_000)).isEqualTo(2);
    }

    /** How many it takes for two batches of ten records that come while somebody else writes. */
    private long transactions(long mostRecords, long mostBytes) throws SQLException {
        try (var commit = new GroupCommit(store, mostRecords, mostBytes, Duration.ZERO)) {
            execute("BEGIN IMMEDIATE");
            assertThat(commit.take(batch(0, 10))).isTrue();
            assertThat(commit.take(batch(10, 20))).isTrue();
            assertThat(commit.take(batch(20, 21))).as("a third waits outside").isFalse();
            assertThat(commit.idle()).isFalse();
            assertThat(commit.committed()).isEmpty();
            execute("ROLLBACK");
            commit.flush();
            assertThat(commit.idle()).isTrue();
            assertThat(commit.committed()).containsOnly(Map.entry(PARTITION, 20L));
            assertThat(store.offsets()).isEqualTo(commit.committed());
            return store.folds().count();
        }
    }

    /** A few tasks may be as large as many trajectories. */
    @Test
    void aBatchThatHoldsMuchWaitsForRoomWhateverItsRecordsAre() throws Exception {
        var task = new Task("t", "a".repeat(100));
        try (var commit = new GroupCommit(store, 50_000, GroupCommit.MOST_BYTES, Duration.ZERO)) {
            execute("BEGIN IMMEDIATE");
            assertThat(commit.take(batch(0, 10))).isTrue();
            assertThat(commit.take(batch(10, 20))).isTrue();
            var large = new FoldBatch();
            for (int i = 0; i < 4; i++) {
                large.add(LogEntry.of("tasks", 0, i, Trajectories.START, task), 1 << 20);
            }
            assertThat(large.bytes()).isEqualTo(4 << 20);
            var taken = new CompletableFuture<Boolean>();
            Thread handsOver = Thread.ofPlatform().start(() -> taken.complete(commit.take(large)));
            Awaitility.await().until(() -> handsOver.getState() == Thread.State.WAITING || taken.isDone());
            assertThat(taken).as("waits for room").isNotDone();
            execute("ROLLBACK");
            assertThat(taken.get(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aFailureReachesWhoeverHandsOverOrWaitsAndNothingOfItsTransactionIsThere() {
        var commit = new GroupCommit(store, 50_000, GroupCommit.MOST_BYTES, Duration.ZERO);
        try (commit) {
            assertThat(commit.take(batch(0, 10))).isTrue();
            commit.flush();
            store.close();
            assertThat(commit.take(batch(10, 20))).isTrue();
            assertThatThrownBy(commit::flush).isInstanceOf(StoreException.class);
            assertThatThrownBy(() -> commit.take(batch(20, 30))).isInstanceOf(StoreException.class);
            assertThatThrownBy(commit::idle).isInstanceOf(StoreException.class);
        }
        assertThat(commit.take(batch(10, 20))).as("passed over").isTrue();
        commit.flush();
        assertThat(commit.committed()).containsOnly(Map.entry(PARTITION, 10L));
        try (Store again = Store.open(directory, 0)) {
            assertThat(again.offsets()).containsOnly(Map.entry(PARTITION, 10L));
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = other.createStatement()) {
            statement.execute(sql);
        }
    }

    private static FoldBatch batch(int from, int to) {
        var batch = new FoldBatch();
        for (int i = from; i < to; i++) {
            batch.add(entry(i, "j-" + i, 0.5), 0);
        }
        batch.advance(PARTITION, to);
        return batch;
    }
}
