package dev.planline.sink.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * SHA-256 over the rows in the order of their keys, which is the same whenever the rows are.
 *
 * @param parts by what they are about: for rows that have a place the topic or table and the partition, such as
 *     {@code trajectories/0}; else the name of the table
 */
public record Digest(SortedMap<String, String> parts) {

    public Digest {
        parts = new TreeMap<>(parts);
    }

    static Digest of(Connection connection) throws SQLException {
        var parts = new TreeMap<String, MessageDigest>();
        for (StoredRows rows : StoredRows.values()) {
            rows.each(connection, (part, _, content) -> content.addTo(parts.computeIfAbsent(part, key -> Payload.sha256())));
        }
        var digests = new TreeMap<String, String>();
        parts.forEach((name, digest) -> digests.put(name, HexFormat.of().formatHex(digest.digest())));
        return new Digest(digests);
    }

    /** One digest over all parts. */
    public String whole() {
        MessageDigest digest = Payload.sha256();
        parts.forEach((name, part) -> digest.update((name + "=" + part + "\n").getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest());
    }
}
