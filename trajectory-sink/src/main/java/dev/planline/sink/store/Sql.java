package dev.planline.sink.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs statements on a connection. */
public final class Sql {

    private static final int FETCH = 1_000;

    /** Of rows that may be large and of which not all may be wanted. */
    private static final int FETCH_FEW = 100;

    /** Reads the current row. */
    @FunctionalInterface
    public interface Row<T> {

        /** The value of the row. */
        T read(ResultSet row) throws SQLException;
    }

    /** Takes the current row. */
    @FunctionalInterface
    public interface Receiver {

        /** Takes it. */
        void take(ResultSet row) throws SQLException;
    }

    private Sql() {}

    /** All rows. */
    public static <T> List<T> all(Connection connection, String sql, Row<T> row, @Nullable Object... arguments) throws SQLException {
        var values = new ArrayList<T>();
        each(connection, sql, current -> values.add(row.read(current)), arguments);
        return values;
    }

    /** Hands over the rows one by one, without holding all of them. */
    public static void each(Connection connection, String sql, Receiver receiver, @Nullable Object... arguments) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(FETCH);
            set(statement, arguments);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    receiver.take(rows);
                }
            }
        }
    }

    /** Hands over rows one by one until the receiver has enough; whether there were more. */
    public static boolean until(Connection connection, String sql, Row<Boolean> enough, @Nullable Object... arguments) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(FETCH_FEW);
            set(statement, arguments);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    if (enough.read(rows)) {
                        return true;
                    }
                }
                return false;
            }
        }
    }

    /** Runs a change; the number of rows that it touched. */
    public static int update(Connection connection, String sql, @Nullable Object... arguments) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            set(statement, arguments);
            return statement.executeUpdate();
        }
    }

    static void set(PreparedStatement statement, @Nullable Object... arguments) throws SQLException {
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i] instanceof String text ? storable(text) : arguments[i]);
        }
    }

    /** PostgreSQL takes every character but this one. What is looked for is changed in the same way, so it is found. */
    private static String storable(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace('\0', '\ufffd');
    }
}
