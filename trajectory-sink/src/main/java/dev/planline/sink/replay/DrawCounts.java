package dev.planline.sink.replay;

import dev.planline.sink.store.Place;
import dev.planline.sink.store.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts the draws from a table that limits them, in the database, where they outlast the process and are seen by all
 * replicas. The row of the table stays locked until the end of the transaction, so replicas draw one after the other.
 */
final class DrawCounts {

    private final TableIndex index;
    private final ReplayTable table;
    /** Number of the next draw that this process has not taken note of. */
    private long seen;

    DrawCounts(TableIndex index) {
        this.index = index;
        this.table = index.table();
    }

    static long samples(Connection connection, ReplayTable table) throws SQLException {
        return Sql.all(connection, "SELECT samples FROM replay_counters WHERE replay_table = ?", row -> row.getLong(1), table.name())
                .stream()
                .findFirst().orElse(0L);
    }

    /** Whether so many items may be drawn; if not, what is missing. */
    Sampling.@Nullable Limited admit(Connection connection, int count) throws SQLException {
        Sql.update(connection, "INSERT INTO replay_counters VALUES (?, 0) ON CONFLICT DO NOTHING", table.name());
        Sql.update(connection, "UPDATE replay_counters SET samples = samples WHERE replay_table = ?", table.name());
        takeNote(connection);
        RateLimit limit = table.rateLimit();
        if (limit == null) {
            return null;
        }
        long samples = samples(connection, table);
        long possible = limit.allowedSamples(index.inserts());
        if (samples > possible) {
            // the log is shorter than it was when they were drawn: nothing could ever be drawn from what is left
            Sql.update(connection, "UPDATE replay_counters SET samples = ? WHERE replay_table = ?", possible, table.name());
            samples = possible;
        }
        long missing = limit.missingInserts(index.size(), index.inserts(), samples, count);
        return missing == 0 ? null : new Sampling.Limited(table.name(), missing, index.size(), index.inserts(), samples);
    }

    /** Takes note of what was drawn before, or by others. */
    private void takeNote(Connection connection) throws SQLException {
        if (table.maxTimesSampled() == 0) {
            return;
        }
        Sql.each(connection, "SELECT draw, place FROM replay_draws WHERE replay_table = ? AND draw >= ? ORDER BY draw", row -> {
            seen = row.getLong(1) + 1;
            int partition = Place.partition(row.getLong(2));
            index.drawnBefore(row.getLong(2), partition);
        }, table.name(), seen);
    }

    void count(Connection connection, List<ReplayBuffer.Drawn> drawn) throws SQLException {
        Sql.update(connection, "UPDATE replay_counters SET samples = samples + ? WHERE replay_table = ?", drawn.size(), table.name());
        if (table.maxTimesSampled() == 0) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO replay_draws VALUES (?, ?, ?)")) {
            for (ReplayBuffer.Drawn one : drawn) {
                statement.setString(1, table.name());
                statement.setLong(2, seen++);
                statement.setLong(3, one.place());
                statement.addBatch();
            }
            var _ = statement.executeBatch();
        }
    }
}
