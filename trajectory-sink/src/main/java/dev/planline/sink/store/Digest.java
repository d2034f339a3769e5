package dev.planline.sink.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * SHA-256 over the rows in the order of their keys, which is the same whenever the rows are.
 *
 * @param parts by what they are about: {@code topic/partition} for rows that have a place, else the name of the table
 */
public record Digest(SortedMap<String, String> parts) {

    /** Tables by topic; null columns count as empty, and a payload counts by what it unpacks to. */
    private static final Map<String, String> BY_PLACE = Map.of(
            "trajectories", """
                    SELECT trajectories.place, trajectory_id, task_id, agent, generation, operator, outcome, score, policy_version, steps,
                           signature, cost_usd, duration, created_at, dated_at, digest, superseded, evicted, search, payload
                    FROM trajectories LEFT JOIN bodies ON bodies.place = trajectories.place ORDER BY trajectories.place
                    """,
            "notes", "SELECT place, kind, ordinal, text FROM notes ORDER BY place, kind, ordinal",
            "priorities", "SELECT place, replay_table, trajectory_id, priority FROM priorities ORDER BY place");

    private static final Map<String, String> WHOLE = Map.of(
            "parents", "SELECT trajectory_id, parent_id FROM parents ORDER BY trajectory_id, parent_id",
            "registry", "SELECT kind, name, json FROM registry ORDER BY kind, name",
            "offsets", "SELECT topic, partition, next_offset FROM offsets ORDER BY topic, partition");

    public Digest {
        parts = new TreeMap<>(parts);
    }

    static Digest of(Connection connection) throws SQLException {
        var parts = new TreeMap<String, MessageDigest>();
        for (var rows : BY_PLACE.entrySet()) {
            Sql.each(connection, rows.getValue(), row -> add(part(parts, rows.getKey() + "/" + Place.partition(row.getLong(1))), row, 1));
        }
        Sql.each(connection,
                "SELECT topic, place, task_id, at, revision, round, outcome, detail FROM task_events ORDER BY topic, place",
                row -> add(part(parts, row.getString(1) + "/" + Place.partition(row.getLong(2))), row, 2));
        for (var rows : WHOLE.entrySet()) {
            Sql.each(connection, rows.getValue(), row -> add(part(parts, rows.getKey()), row, 1));
        }
        var digests = new TreeMap<String, String>();
        parts.forEach((name, digest) -> digests.put(name, HexFormat.of().formatHex(digest.digest())));
        return new Digest(digests);
    }

    private static MessageDigest part(Map<String, MessageDigest> parts, String name) {
        return parts.computeIfAbsent(name, key -> Payload.sha256());
    }

    private static void add(MessageDigest digest, ResultSet row, int from) throws SQLException {
        int columns = row.getMetaData().getColumnCount();
        for (int i = from; i <= columns; i++) {
            Object value = row.getObject(i);
            digest.update((byte) '|');
            switch (value) {
                case null -> {
                }
                case byte[] bytes -> digest.update(Payload.unpacked(bytes).json());
                case Number number -> digest.update(canonical(number).getBytes(StandardCharsets.UTF_8));
                default -> digest.update(value.toString().getBytes(StandardCharsets.UTF_8));
            }
        }
        digest.update((byte) '\n');
    }

    /** A number in the same way whatever type the driver chose. */
    private static String canonical(Number number) {
        return number instanceof Double || number instanceof Float
                ? Double.toString(number.doubleValue())
                : Long.toString(number.longValue());
    }

    /** One digest over all parts. */
    public String whole() {
        MessageDigest digest = Payload.sha256();
        parts.forEach((name, part) -> digest.update((name + "=" + part + "\n").getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest());
    }
}
