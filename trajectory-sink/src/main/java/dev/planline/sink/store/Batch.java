package dev.planline.sink.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** One statement for many rows: prepared once, sent together. */
final class Batch implements AutoCloseable {

    private final PreparedStatement statement;
    private int size;

    Batch(Connection connection, String sql) throws SQLException {
        statement = connection.prepareStatement(sql);
    }

    void add(@Nullable Object... arguments) throws SQLException {
        Sql.set(statement, arguments);
        statement.addBatch();
        size++;
    }

    /** Sends what was added; how many rows each of them touched. */
    int[] run() throws SQLException {
        int[] touched = size == 0 ? new int[0] : statement.executeBatch();
        size = 0;
        return touched;
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
