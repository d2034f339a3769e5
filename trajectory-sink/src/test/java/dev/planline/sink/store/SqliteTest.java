package dev.planline.sink.store;

import static dev.planline.sink.Trajectories.entry;
import static dev.planline.sink.Trajectories.successful;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planline.sink.pool.TrajectoryPool;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is so of a store in a SQLite file alone. */
class SqliteTest {

    @TempDir
    Path directory;

    @Test
    void aFoldWaitsForWhoeverHoldsTheLockOfTheWriter() throws Exception {
        try (Store store = Store.open(directory, 0);
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("planline.db"));
                Statement statement = other.createStatement()) {
            store.fold(IntStream.range(0, 10).mapToObj(i -> entry(i, "j-" + i, 0.5)).toList());
            statement.execute("BEGIN IMMEDIATE");
            CompletableFuture<Void> fold = CompletableFuture.runAsync(() -> store.fold(List.of(entry(10, "j-10", 0.5))));
            assertThatThrownBy(() -> fold.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            statement.execute("ROLLBACK");
            fold.get(30, TimeUnit.SECONDS);
            assertThat(store.offsets()).containsEntry(new Position("trajectories", 0), 11L);
        }
    }

    @Test
    void theWriteAheadLogIsCopiedBesideTheWriter() throws Exception {
        long seed = 3;
        var random = new Random(seed);
        try (Store store = Store.open(directory, 0);
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("planline.db"));
                Statement statement = other.createStatement()) {
            for (int i = 0; copied(statement) == 0 && i < 200; i++) { // 200 MiB; the writer himself copies from 293 MiB on
                var noise = new byte[1 << 19];
                random.nextBytes(noise);
                store.fold(List.of(entry(0, i, successful("j-" + i, 0.5).goal(HexFormat.of().formatHex(noise)).build())));
            }
            assertThat(copied(statement)).as("pages, seed %d", seed).isGreaterThanOrEqualTo(8_192);
        }
    }

    private static int copied(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(NOOP)")) {
            return row.getInt(3);
        }
    }

    @Test
    void theTablesOfTheFirstVersionMakeRoomAndTheFoldBeginsAgain() throws Exception {
        try (Connection old = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("planline.db"))) {
            Flyway.configure().dataSource("jdbc:sqlite:" + directory.resolve("planline.db"), null, null)
                    .locations("classpath:dev/planline/sink/store/migrations/sqlite").load().migrate();
            try (Statement statement = old.createStatement()) {
                statement.execute("INSERT INTO offsets VALUES ('trajectories', 0, 7)");
            }
        }
        try (Store store = Store.open(directory, 0)) {
            assertThat(store.offsets()).isEmpty();
            store.fold(List.of(entry(0, "j", 0.5)));
            assertThat(new TrajectoryPool(store).size()).isEqualTo(1);
        }
    }
}
