package dev.planline.sink.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All tables that the fold fills, as rows that two stores can be compared by. */
enum StoredRows {
    /** A payload counts by what it unpacks to, so that how it is kept makes no difference, and damage does. */
    TRAJECTORIES("""
            SELECT trajectories.place, trajectory_id, task_id, agent, generation, operator, outcome, score, policy_version, steps,
                   signature, cost_usd, duration, created_at, dated_at, logged_at, digest, superseded, evicted, search, payload
            FROM trajectories LEFT JOIN bodies ON bodies.place = trajectories.place""", "trajectories.place") {
        @Override
        String part(ResultSet row) throws SQLException {
            return "trajectories/" + Place.partition(row.getLong(1));
        }

        @Override
        String key(ResultSet row) throws SQLException {
            return "offset " + Place.offset(row.getLong(1)) + " (" + row.getString(2) + ")";
        }

        @Override
        @Nullable Choice choice(String part) {
            return Choice.places("trajectories", "trajectories.place", part);
        }

        @Override
        int packedColumn() {
            return 21;
        }
    },
    NOTES("SELECT place, kind, ordinal, text FROM notes", "place, kind, ordinal") {
        @Override
        String part(ResultSet row) throws SQLException {
            return "notes/" + Place.partition(row.getLong(1));
        }

        @Override
        String key(ResultSet row) throws SQLException {
            return "offset " + Place.offset(row.getLong(1)) + " (" + row.getString(2) + " " + row.getInt(3) + ")";
        }

        @Override
        @Nullable Choice choice(String part) {
            return Choice.places("notes", "place", part);
        }
    },
    PRIORITIES("SELECT place, trajectory_id, replay_table, priority, logged_at FROM priorities", "place") {
        @Override
        String part(ResultSet row) throws SQLException {
            return "priorities/" + Place.partition(row.getLong(1));
        }

        @Override
        String key(ResultSet row) throws SQLException {
            return "offset " + Place.offset(row.getLong(1)) + " (" + row.getString(2) + ")";
        }

        @Override
        @Nullable Choice choice(String part) {
            return Choice.places("priorities", "place", part);
        }
    },
    TASK_EVENTS("SELECT place, topic, task_id, at, revision, round, outcome, detail FROM task_events", "topic, place") {
        @Override
        String part(ResultSet row) throws SQLException {
            return row.getString(2) + "/" + Place.partition(row.getLong(1));
        }

        @Override
        String key(ResultSet row) throws SQLException {
            return "offset " + Place.offset(row.getLong(1)) + " (" + row.getString(3) + ")";
        }

        @Override
        @Nullable Choice choice(String part) {
            String topic = part.substring(0, Math.max(0, part.lastIndexOf('/')));
            Choice places = Choice.places(topic, "place", part);
            return places == null ? null : places.and("topic = ?", topic);
        }
    },
    PARENTS("SELECT trajectory_id, parent_id FROM parents", "trajectory_id, parent_id") {
        @Override
        String part(ResultSet row) {
            return "parents";
        }

        @Override
        String key(ResultSet row) throws SQLException {
            return row.getString(1) + " from " + row.getString(2);
        }

        @Override
        @Nullable Choice choice(String part) {
            return part.equals("parents") ? new Choice("", List.of()) : null;
        }
    },
    REGISTRY("SELECT kind, name, json FROM registry", "kind, name") {
        @Override
        String part(ResultSet row) throws SQLException {
            return row.getString(1);
        }

        @Override
        String key(ResultSet row) throws SQLException {
            return row.getString(2);
        }

        @Override
        @Nullable Choice choice(String part) {
            return new Choice(" WHERE kind = ?", List.of(part));
        }
    };

    /** Takes a row. */
    @FunctionalInterface
    interface Receiver {

        /**
         * Takes it.
         *
         * @param row of whose content and key the part is; both are only good during the call
         */
        void take(String part, Row row, RowContent content) throws SQLException;
    }

    /** The key of the row at hand, for people. */
    @FunctionalInterface
    interface Row {

        /** The key. */
        String key() throws SQLException;
    }

    /**
     * The rows of one part.
     *
     * @param condition in SQL; empty for all
     * @param values for its question marks
     */
    record Choice(String condition, List<Object> values) {

        private static final Pattern PLACED = Pattern.compile("(.*)/(\\d{1,6})");

        Choice {
            values = List.copyOf(values);
        }

        /** Those of the partition that the part names; null if it is one of something else. */
        static @Nullable Choice places(String name, String column, String part) {
            Matcher placed = PLACED.matcher(part);
            if (!placed.matches() || !placed.group(1).equals(name)) {
                return null;
            }
            int partition = Integer.parseInt(placed.group(2));
            return new Choice(" WHERE " + column + " >= ? AND " + column + " < ?",
                    List.of(Place.of(partition, 0), Place.of(partition + 1, 0)));
        }

        Choice and(String more, Object value) {
            return new Choice(condition + " AND " + more, Stream.concat(values.stream(), Stream.of(value)).toList());
        }
    }

    private final String select;
    private final String order;

    StoredRows(String select, String order) {
        this.select = select;
        this.order = order;
    }

    abstract String part(ResultSet row) throws SQLException;

    abstract String key(ResultSet row) throws SQLException;

    /** Those that belong to a part; null if none can. */
    abstract @Nullable Choice choice(String part);

    int packedColumn() {
        return 0;
    }

    void each(Connection connection, Receiver receiver) throws SQLException {
        each(connection, new Choice("", List.of()), receiver);
    }

    /** Those of one part. */
    void each(Connection connection, String part, Receiver receiver) throws SQLException {
        Choice choice = choice(part);
        if (choice != null) {
            each(connection, choice, receiver);
        }
    }

    private void each(Connection connection, Choice choice, Receiver receiver) throws SQLException {
        var content = new RowContent();
        Sql.each(connection, select + choice.condition() + " ORDER BY " + order, row -> {
            content.read(row, packedColumn());
            receiver.take(part(row), () -> key(row), content);
        }, choice.values().toArray());
    }
}
