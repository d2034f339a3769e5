package dev.planline.sink.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 over the rows in the order of their keys, which is the same whenever the rows are. */
final class Digest {

    private static final List<String> ROWS = List.of(
            "SELECT trajectory_id || '|' || log_partition || '|' || log_offset || '|' || json FROM trajectories ORDER BY trajectory_id",
            "SELECT topic || '|' || partition || '|' || log_offset || '|' || task_id || '|' || at || '|' || detail FROM task_events ORDER BY topic, partition, log_offset",
            "SELECT kind || '|' || name || '|' || json FROM registry ORDER BY kind, name",
            "SELECT replay_table || '|' || trajectory_id || '|' || priority FROM priorities ORDER BY replay_table, trajectory_id",
            "SELECT topic || '|' || partition || '|' || next_offset FROM offsets ORDER BY topic, partition");

    private Digest() {}

    static String of(Connection connection) throws SQLException {
        MessageDigest digest = sha256();
        for (String rows : ROWS) {
            try (var statement = connection.createStatement();
                    var result = statement.executeQuery(rows)) {
                while (result.next()) {
                    digest.update(result.getString(1).getBytes(StandardCharsets.UTF_8));
                    digest.update((byte) '\n');
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("BUG: every JDK has SHA-256", e);
        }
    }
}
