package dev.planline.sink.pool;

import dev.planline.sink.store.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** How far the trajectories are folded. */
final class Offsets {

    private Offsets() {}

    /** The next offset of each partition. */
    static Map<String, Long> of(Connection connection) throws SQLException {
        var offsets = new TreeMap<String, Long>();
        Sql.each(connection, "SELECT partition, next_offset FROM offsets WHERE topic = 'trajectories'",
                row -> offsets.put(row.getString(1), row.getLong(2)));
        return offsets;
    }
}
