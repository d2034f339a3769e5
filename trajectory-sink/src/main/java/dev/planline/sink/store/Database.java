package dev.planline.sink.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/** A database with the tables of the sink: one connection that writes, several that read. Thread-safe. */
final class Database implements AutoCloseable {

    private static final long WAIT_MILLIS = 10_000;

    private final Dialect dialect;
    private final HikariDataSource writer;
    private final HikariDataSource readers;
    private final @Nullable Checkpoints checkpoints;
    private final ScheduledExecutorService watcher = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("planline-store-watcher").factory());

    /** Opens the database and brings its tables up to date. */
    Database(StoreSettings settings) {
        dialect = Dialect.of(settings.url());
        writer = pool(settings, /* writes= */ true);
        try {
            Flyway.configure(Database.class.getClassLoader())
                    .dataSource(writer)
                    .locations(dialect.migrations().stream().map(folder -> "classpath:dev/planline/sink/store/migrations/" + folder)
                            .toArray(String[]::new))
                    .placeholders(dialect.types())
                    .load()
                    .migrate();
            readers = pool(settings, /* writes= */ false);
            checkpoints = dialect == Dialect.SQLITE && !settings.scratch() ? new Checkpoints(writer) : null;
            if (settings.scratch()) {
                write(connection -> dropIndexesOfQuestions(connection, settings.capPerAgent() > 0));
            }
        } catch (RuntimeException e) {
            writer.close();
            throw e;
        }
    }

    private HikariDataSource pool(StoreSettings settings, boolean writes) {
        var config = new HikariConfig();
        dialect.connect(config, settings, writes);
        config.setPoolName(writes ? "planline-writer" : "planline-readers");
        config.setMaximumPoolSize(writes ? 2 : settings.readers()); // migrations and checkpoints need a second one
        config.setMinimumIdle(1);
        config.setConnectionTimeout(WAIT_MILLIS);
        return new HikariDataSource(config);
    }

    /** The fold itself looks trajectories up by their id, and if there is a cap by their agent. */
    private static boolean dropIndexesOfQuestions(Connection connection, boolean capped) throws SQLException {
        for (String index : List.of("trajectories_by_time", "trajectories_by_score", "trajectories_by_task", "notes_by_text",
                "parents_by_parent", "task_events_by_task", "task_events_begun", "priorities_by_trajectory")) {
            Sql.update(connection, "DROP INDEX " + index);
        }
        if (!capped) {
            Sql.update(connection, "DROP INDEX trajectories_by_agent");
        }
        return true;
    }

    Dialect dialect() {
        return dialect;
    }

    /** Does all of the work in one transaction, or nothing of it. */
    <T> T write(Store.Query<T> work) {
        T done = run(writer, /* writes= */ true, work);
        if (checkpoints != null) {
            checkpoints.written();
        }
        return done;
    }

    /** Answers from one consistent state. */
    <T> T read(Store.Query<T> query) {
        return run(readers, /* writes= */ false, query);
    }

    private <T> T run(HikariDataSource pool, boolean writes, Store.Query<T> work) {
        try (Connection connection = pool.getConnection()) {
            dialect.begin(connection, writes);
            try (Watch _ = watch(connection)) {
                T answer = work.run(connection);
                dialect.commit(connection);
                return answer;
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            }
        } catch (SQLException e) {
            Quota quota = Quota.current();
            if (quota != null && quota.nanosLeft() <= 0) {
                throw quota.tooSlow();
            }
            throw new StoreException("cannot " + (writes ? "write to" : "read from") + " the store: " + e.getMessage(), e);
        }
    }

    /** Sees to it that a question ends with its quota. */
    private Watch watch(Connection connection) throws SQLException {
        Quota quota = Quota.current();
        if (quota == null) {
            return () -> {};
        }
        long nanos = Math.max(1_000_000, quota.nanosLeft());
        dialect.limit(connection, nanos / 1_000_000);
        var running = new AtomicBoolean(true);
        Future<?> end = watcher.schedule(() -> {
            synchronized (running) {
                if (running.get()) {
                    dialect.cancel(connection);
                }
                return true;
            }
        }, nanos, TimeUnit.NANOSECONDS);
        return () -> {
            synchronized (running) {
                running.set(false); // from now on the connection is for somebody else
            }
            end.cancel(/* mayInterruptIfRunning= */ false);
        };
    }

    /** What has to end before a connection is given back. */
    @FunctionalInterface
    private interface Watch extends AutoCloseable {

        @Override
        void close();
    }

    private void rollBack(Connection connection, Exception cause) {
        try {
            dialect.rollBack(connection);
        } catch (SQLException e) {
            cause.addSuppressed(e); // after some failures the database has rolled back by itself
        }
    }

    @Override
    public void close() {
        if (checkpoints != null) {
            checkpoints.close();
        }
        readers.close();
        writer.close();
        watcher.shutdownNow();
    }
}
