package dev.planline.sink.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/** All tables that the fold fills, as rows that two stores can be compared by. */
enum StoredRows {
    /** A payload counts by what it unpacks to, so that how it is kept makes no difference, and damage does. */
    TRAJECTORIES("""
            SELECT trajectories.place, trajectory_id, task_id, agent, generation, operator, outcome, score, policy_version, steps,
                   signature, cost_usd, duration, created_at, dated_at, logged_at, digest, superseded, evicted, search, payload
            FROM trajectories LEFT JOIN bodies ON bodies.place = trajectories.place ORDER BY trajectories.place
            """) {
        @Override
        String part(ResultSet row) throws SQLException {
            return "trajectories/" + Place.partition(row.getLong(1));
        }

        @Override
        String key(ResultSet row) throws SQLException {
            return "offset " + Place.offset(row.getLong(1)) + " (" + row.getString(2) + ")";
        }

        @Override
        int packedColumn() {
            return 21;
        }
    },
    NOTES("SELECT place, kind, ordinal, text FROM notes ORDER BY place, kind, ordinal") {
        @Override
        String part(ResultSet row) throws SQLException {
            return "notes/" + Place.partition(row.getLong(1));
        }

        @Override
        String key(ResultSet row) throws SQLException {
            return "offset " + Place.offset(row.getLong(1)) + " (" + row.getString(2) + " " + row.getInt(3) + ")";
        }
    },
    PRIORITIES("SELECT place, trajectory_id, replay_table, priority, logged_at FROM priorities ORDER BY place") {
        @Override
        String part(ResultSet row) throws SQLException {
            return "priorities/" + Place.partition(row.getLong(1));
        }

        @Override
        String key(ResultSet row) throws SQLException {
            return "offset " + Place.offset(row.getLong(1)) + " (" + row.getString(2) + ")";
        }
    },
    TASK_EVENTS("SELECT place, topic, task_id, at, revision, round, outcome, detail FROM task_events ORDER BY topic, place") {
        @Override
        String part(ResultSet row) throws SQLException {
            return row.getString(2) + "/" + Place.partition(row.getLong(1));
        }

        @Override
        String key(ResultSet row) throws SQLException {
            return "offset " + Place.offset(row.getLong(1)) + " (" + row.getString(3) + ")";
        }
    },
    PARENTS("SELECT trajectory_id, parent_id FROM parents ORDER BY trajectory_id, parent_id") {
        @Override
        String part(ResultSet row) {
            return "parents";
        }

        @Override
        String key(ResultSet row) throws SQLException {
            return row.getString(1) + " from " + row.getString(2);
        }
    },
    REGISTRY("SELECT kind, name, json FROM registry ORDER BY kind, name") {
        @Override
        String part(ResultSet row) throws SQLException {
            return row.getString(1);
        }

        @Override
        String key(ResultSet row) throws SQLException {
            return row.getString(2);
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

    private final String sql;

    StoredRows(String sql) {
        this.sql = sql;
    }

    abstract String part(ResultSet row) throws SQLException;

    abstract String key(ResultSet row) throws SQLException;

    int packedColumn() {
        return 0;
    }

    void each(Connection connection, Receiver receiver) throws SQLException {
        var content = new RowContent();
        Sql.each(connection, sql, row -> {
            content.read(row, packedColumn());
            receiver.take(part(row), () -> key(row), content);
        });
    }
}
