package dev.planline.sink.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.flywaydb.core.Flyway;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * A SQLite file: one writer, which folds, and several readers, each of which sees the state after some whole batch.
 *
 * <p>Write-ahead logging lets readers go on while the writer commits. {@code synchronous=NORMAL} may lose the last commits
 * when the machine (not the process) dies, but never corrupts or tears one: offsets and rows go back together, and the fold
 * reads on from there.
 *
 * <p>A reader that finds the index of the log half written holds the lock of the writer for a moment. SQLite waits for it where
 * a transaction begins, not where one that has read goes on to write: a fold therefore begins {@code IMMEDIATE}.
 */
public final class Store implements AutoCloseable {

    private static final int READERS = 4;

    private final Connection writer;
    private final ReentrantLock writing = new ReentrantLock();
    private final BlockingQueue<Connection> readers = new ArrayBlockingQueue<>(READERS);
    private final Fold fold;

    private Store(Path file, int capPerAgent) throws SQLException {
        SQLiteDataSource source = source(file);
        Flyway.configure(Store.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:dev/planline/sink/store/migrations")
                .load()
                .migrate();
        writer = source.getConnection();
        for (int i = 0; i < READERS; i++) {
            readers.add(source.getConnection());
        }
        fold = new Fold(capPerAgent);
    }

    private static SQLiteDataSource source(Path file) {
        var config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        config.setBusyTimeout(10_000);
        var source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    /**
     * Opens a store; makes it if it is new.
     *
     * @param directory where its file is
     * @param capPerAgent most trajectories kept of an agent; 0 for all
     */
    public static Store open(Path directory, int capPerAgent) {
        try {
            Files.createDirectories(directory);
            return new Store(directory.resolve("planline.db"), capPerAgent);
        } catch (SQLException e) {
            throw new StoreException("cannot open the store in " + directory + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Folds a batch: all of its rows and the offsets after it, or nothing. What was folded before is passed over. */
    public void fold(Collection<LogEntry> batch) {
        fold(batch, Map.of());
    }

    /**
     * Folds a batch and moves on past it.
     *
     * @param next offsets after the batch, where they are further than its last entries, for records that are not folded
     */
    public void fold(Collection<LogEntry> batch, Map<Position, Long> next) {
        writing.lock();
        try {
            Sql.update(writer, "BEGIN IMMEDIATE");
            try {
                fold.apply(writer, batch, next);
                Sql.update(writer, "COMMIT");
            } catch (SQLException | RuntimeException e) {
                rollBack(e);
                throw e;
            }
        } catch (SQLException | RuntimeException e) {
            throw new StoreException("cannot write to the store: " + e.getMessage(), e);
        } finally {
            writing.unlock();
        }
    }

    private void rollBack(Exception cause) {
        try {
            Sql.update(writer, "ROLLBACK");
        } catch (SQLException e) {
            cause.addSuppressed(e); // after some failures SQLite has rolled back by itself
        }
    }

    /** The next offset to fold, for each partition that was folded. */
    public Map<Position, Long> offsets() {
        return read(connection -> {
            var offsets = new HashMap<Position, Long>();
            Sql.all(connection, "SELECT topic, partition, next_offset FROM offsets",
                    row -> offsets.put(new Position(row.getString(1), row.getInt(2)), row.getLong(3)));
            return Map.copyOf(offsets);
        });
    }

    /** A digest over everything that was folded; equal for equal logs, in whatever order their partitions were read. */
    public String digest() {
        return read(Digest::of);
    }

    /** A question to the database. */
    @FunctionalInterface
    public interface Query<T> {

        /** The answer. */
        T run(Connection connection) throws SQLException;
    }

    /** Answers from one consistent state. */
    public <T> T read(Query<T> query) {
        Connection connection = take();
        try {
            connection.setAutoCommit(false);
            T answer = query.run(connection);
            connection.commit();
            return answer;
        } catch (SQLException e) {
            throw new StoreException("cannot read from the store: " + e.getMessage(), e);
        } finally {
            release(connection);
        }
    }

    private Connection take() {
        try {
            return readers.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while waiting for a connection", e);
        }
    }

    private void release(Connection connection) {
        try {
            connection.setAutoCommit(true); // ends a transaction that a failed query left open
        } catch (SQLException e) {
            throw new StoreException("cannot end a read: " + e.getMessage(), e);
        } finally {
            readers.add(connection);
        }
    }

    @Override
    public void close() {
        writing.lock();
        try {
            writer.close();
            for (Connection reader : List.copyOf(readers)) {
                reader.close();
            }
        } catch (SQLException e) {
            throw new StoreException("cannot close the store: " + e.getMessage(), e);
        } finally {
            writing.unlock();
        }
    }
}
