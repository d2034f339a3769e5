package dev.planline.sink.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies the write-ahead log of a SQLite file into the file, beside the writer, who would otherwise stop for it. The log can only
 * begin anew when all of it is copied; that is seldom so while the writer goes on, so now and then he copies the rest himself.
 */
final class Checkpoints implements AutoCloseable {

    /** Pages of 4 KiB in the log, about 300 MB, from which on only the writer copies: while somebody else does, he could not. */
    static final int BY_WRITER = 75_000;

    /** Pages that wait before they are copied. */
    private static final int DUE = 8_192;

    private static final Logger LOGGER = LoggerFactory.getLogger(Checkpoints.class);

    private record Log(long pages, long copied) {}

    private final DataSource connections;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(Thread.ofPlatform().name("sink-checkpoint").factory());
    private final AtomicBoolean asked = new AtomicBoolean();

    Checkpoints(DataSource connections) {
        this.connections = connections;
    }

    /** Says that something was written. */
    void written() {
        if (asked.compareAndSet(false, true)) {
            thread.execute(this::copy);
        }
    }

    private void copy() {
        asked.set(false);
        try (Connection connection = connections.getConnection()) {
            Log log = checkpoint(connection, "NOOP");
            if (log.pages() < BY_WRITER && log.pages() - log.copied() >= DUE) {
                var _ = checkpoint(connection, "PASSIVE");
            }
        } catch (SQLException e) {
            LOGGER.warn("cannot copy the write-ahead log of the store; the writer has to do it: {}", e.getMessage());
        }
    }

    private static Log checkpoint(Connection connection, String mode) throws SQLException {
        List<Log> logs = Sql.all(connection, "PRAGMA wal_checkpoint(" + mode + ")", row -> new Log(row.getLong(2), row.getLong(3)));
        return logs.getFirst();
    }

    @Override
    public void close() {
        thread.close();
    }
}
