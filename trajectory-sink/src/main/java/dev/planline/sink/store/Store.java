package dev.planline.sink.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The rows that were folded from the log, in a database: one writer, which folds, and several readers, each of which sees the
 * state after some whole batch. Thread-safe.
 */
public final class Store implements AutoCloseable {

    private final Database database;
    private final ReentrantLock writing = new ReentrantLock(/* fair= */ true); // who draws has his turn between two folds
    private final Folds folds = new Folds();
    private final Fold fold;

    private Store(StoreSettings settings) {
        database = new Database(settings);
        fold = new Fold(database.dialect(), settings.capPerAgent());
    }

    /**
     * Opens a store in a SQLite file; makes it if it is new.
     *
     * @param directory where its file is
     * @param capPerAgent most trajectories kept of an agent; 0 for all
     */
    public static Store open(Path directory, int capPerAgent) {
        return open(StoreSettings.sqlite(directory, capPerAgent));
    }

    /** Opens a store; makes its tables if they are not there. */
    public static Store open(StoreSettings settings) {
        try {
            Dialect.of(settings.url()).prepare(settings);
            return new Store(settings);
        } catch (RuntimeException e) {
            throw new StoreException("cannot open the store at " + settings.url() + ": " + e.getMessage(), e);
        }
    }

    /** Folds records and moves the offsets past them. */
    public void fold(Collection<LogEntry> entries) {
        Iterator<FoldBatch> one = List.of(FoldBatch.of(entries)).iterator();
        fold(() -> one.hasNext() ? one.next() : null);
    }

    /** Folds all batches that the source has: all of their rows and the offsets after them, or nothing. What was folded before is passed over. */
    public void fold(FoldBatch.Source batches) {
        write(connection -> {
            fold.apply(connection, batches);
            return true;
        });
        folds.add();
    }

    /** What was folded by this process; of what others fold into the same database it knows nothing. */
    public Folds folds() {
        return folds;
    }

    /** The next offset to fold, for each partition that was folded. */
    public Map<Position, Long> offsets() {
        return read(connection -> Map.copyOf(Fold.offsets(connection)));
    }

    /** The next offset to fold, as a connection of this store sees it. */
    public static Map<Position, Long> offsets(Connection connection) throws SQLException {
        return Map.copyOf(Fold.offsets(connection));
    }

    /**
     * The places of the trajectories that were live when the fold had come to given offsets, none of which may be ahead of it.
     *
     * @param next next offset by partition of the topic of trajectories
     */
    public Set<Long> liveAt(Connection connection, Map<Integer, Long> next) throws SQLException {
        return LiveSet.at(connection, next, fold.capPerAgent());
    }

    /** Does all of the work in one transaction, or nothing of it; waits for folds. */
    public <T> T write(Query<T> work) {
        writing.lock();
        try {
            return database.write(work);
        } finally {
            writing.unlock();
        }
    }

    /** A digest over everything that was folded; equal for equal logs, in whatever order their partitions were read. */
    public Digest digest() {
        return read(Digest::of);
    }

    /**
     * Makes the digest and says what it is of.
     *
     * @param begun takes the offsets that the digest is of, before the digest is made
     */
    public Digest digest(Consumer<Map<Position, Long>> begun) {
        return read(connection -> {
            begun.accept(Map.copyOf(Fold.offsets(connection)));
            return Digest.of(connection);
        });
    }

    /** The digest of a row, by its part and its key. */
    public record RowDigest(String key, String digest) {}

    /** Hands over the digest of each row of a part, in order. */
    public void rows(String part, Consumer<RowDigest> receiver) {
        read(connection -> {
            for (StoredRows rows : StoredRows.values()) {
                rows.each(connection, part,
                        (_, row, content) -> receiver.accept(new RowDigest(row.key(), HexFormat.of().formatHex(content.digest(), 0, 8))));
            }
            return true;
        });
    }

    /** Size of the database in bytes. */
    public long bytes() {
        return read(database.dialect()::bytes);
    }

    /** Most trajectories kept of an agent; 0 for all. */
    public int capPerAgent() {
        return fold.capPerAgent();
    }

    /** A question to the database. */
    @FunctionalInterface
    public interface Query<T> {

        /** The answer. */
        T run(Connection connection) throws SQLException;
    }

    /** Answers from one consistent state. */
    public <T> T read(Query<T> query) {
        return database.read(query);
    }

    @Override
    public void close() {
        writing.lock();
        try {
            database.close();
        } finally {
            writing.unlock();
        }
    }
}
