package dev.planline.sink.store;

import com.zaxxer.hikari.HikariConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;

/** What differs between the databases; all other SQL is the same for both. */
enum Dialect {

    /**
     * One file. Write-ahead logging lets readers go on while the writer commits. {@code synchronous=NORMAL} may lose the last
     * commits when the machine (not the process) dies, but never corrupts or tears one: offsets and rows go back together, and
     * the fold reads on from there.
     *
     * <p>A reader that finds the index of the write-ahead log half written holds the lock of the writer for a moment. SQLite
     * waits for it where a transaction begins, not where one that has read goes on to write: the writer's begin {@code IMMEDIATE}.
     * They begin by a statement: where the driver begins one itself, it takes a lock that it cannot have for a transaction that
     * is already there, and goes on without any.
     */
    SQLITE("jdbc:sqlite:") {
        @Override
        Map<String, String> types() {
            return Map.of("bytes", "BLOB", "long", "INTEGER", "real", "REAL", "id", "TEXT", "keyed", "WITHOUT ROWID");
        }

        @Override
        void prepare(StoreSettings settings) {
            Path folder = Path.of(settings.url().substring(prefix().length())).toAbsolutePath().getParent();
            try {
                Files.createDirectories(Objects.requireNonNull(folder, "a file is in a folder"));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot make the folder " + folder + ": " + e.getMessage(), e);
            }
        }

        @Override
        void connect(HikariConfig pool, StoreSettings settings, boolean writer) {
            var config = new SQLiteConfig();
            config.setJournalMode(settings.scratch() ? SQLiteConfig.JournalMode.OFF : SQLiteConfig.JournalMode.WAL);
            config.setSynchronous(settings.scratch() ? SQLiteConfig.SynchronousMode.OFF : SQLiteConfig.SynchronousMode.NORMAL);
            config.setBusyTimeout(3_000);
            config.setCacheSize(writer ? -262_144 : -32_768); // in KiB, if negative
            config.setPragma(SQLiteConfig.Pragma.MMAP_SIZE, String.valueOf(1L << 32));
            config.setPragma(SQLiteConfig.Pragma.WAL_AUTOCHECKPOINT, String.valueOf(Checkpoints.BY_WRITER));
            var source = new SQLiteDataSource(config);
            source.setUrl(settings.url());
            pool.setDataSource(source);
        }

        @Override
        void begin(Connection connection, boolean writes) throws SQLException {
            Sql.update(connection, writes ? "BEGIN IMMEDIATE" : "BEGIN");
        }

        @Override
        void commit(Connection connection) throws SQLException {
            Sql.update(connection, "COMMIT");
        }

        @Override
        void rollBack(Connection connection) throws SQLException {
            Sql.update(connection, "ROLLBACK");
        }

        @Override
        void limit(Connection connection, long millis) {
            // it knows none; whoever waits cancels
        }

        @Override
        void cancel(Connection connection) throws SQLException {
            connection.unwrap(SQLiteConnection.class).getDatabase().interrupt();
        }

        @Override
        void lockAgents(Connection connection, List<String> agents) {
            // there is one writer
        }

        @Override
        long bytes(Connection connection) throws SQLException {
            return Sql.all(connection, "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()", row -> row.getLong(1))
                    .getFirst();
        }
    },

    /** A server, for several replicas. Names are compared byte by byte, as SQLite does, whatever the locale of the database. */
    POSTGRES("jdbc:postgresql:") {
        @Override
        Map<String, String> types() {
            return Map.of("bytes", "BYTEA", "long", "BIGINT", "real", "DOUBLE PRECISION", "id", "TEXT COLLATE \"C\"", "keyed", "");
        }

        @Override
        void prepare(StoreSettings settings) {
            // the server is there or is not
        }

        @Override
        void connect(HikariConfig pool, StoreSettings settings, boolean writer) {
            pool.setJdbcUrl(settings.url());
            pool.setUsername(settings.user());
            pool.setPassword(settings.password());
            pool.setReadOnly(!writer);
            pool.setTransactionIsolation(writer ? "TRANSACTION_READ_COMMITTED" : "TRANSACTION_REPEATABLE_READ");
        }

        @Override
        void begin(Connection connection, boolean writes) throws SQLException {
            connection.setAutoCommit(false);
        }

        @Override
        void commit(Connection connection) throws SQLException {
            connection.commit();
        }

        @Override
        void rollBack(Connection connection) throws SQLException {
            connection.rollback();
        }

        @Override
        void limit(Connection connection, long millis) throws SQLException {
            Sql.update(connection, "SET LOCAL statement_timeout = " + millis);
        }

        @Override
        void cancel(Connection connection) {
            // it does so itself; a cancellation from here could hit the next question
        }

        @Override
        void lockAgents(Connection connection, List<String> agents) throws SQLException {
            for (String agent : agents.stream().sorted().toList()) {
                Sql.all(connection, "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", row -> 0, "planline agent " + agent);
            }
        }

        @Override
        long bytes(Connection connection) throws SQLException {
            return Sql.all(connection, "SELECT pg_database_size(current_database())", row -> row.getLong(1)).getFirst();
        }
    };

    private final String prefix;

    Dialect(String prefix) {
        this.prefix = prefix;
    }

    /** The dialect of a database. */
    static Dialect of(String url) {
        for (Dialect dialect : values()) {
            if (url.startsWith(dialect.prefix)) {
                return dialect;
            }
        }
        throw new IllegalArgumentException(
                "no database is known at \"" + url + "\"; the address must begin with jdbc:postgresql: or jdbc:sqlite:");
    }

    /** Folders of its migrations. The first version of the tables was for SQLite alone. */
    List<String> migrations() {
        return this == SQLITE ? List.of("sqlite", "common") : List.of("common");
    }

    /** What its addresses begin with. */
    String prefix() {
        return prefix;
    }

    /** What stands in the migrations for its types. */
    abstract Map<String, String> types();

    /** Makes what must be there before a connection can be made. */
    abstract void prepare(StoreSettings settings);

    abstract void connect(HikariConfig pool, StoreSettings settings, boolean writer);

    abstract void begin(Connection connection, boolean writes) throws SQLException;

    abstract void commit(Connection connection) throws SQLException;

    abstract void rollBack(Connection connection) throws SQLException;

    /** Gives the statements of the transaction so long. */
    abstract void limit(Connection connection, long millis) throws SQLException;

    /** Gives up what a connection is doing, from another thread. */
    abstract void cancel(Connection connection) throws SQLException;

    /** Lets no other writer change what is kept of these agents until the transaction ends. */
    abstract void lockAgents(Connection connection, List<String> agents) throws SQLException;

    /** Size of the database. */
    abstract long bytes(Connection connection) throws SQLException;
}
