package dev.planline.sink.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;

/** The columns of a row as bytes, in the same way for every database. Used again for each row. */
final class RowContent {

    private byte[] bytes = new byte[4_096];
    private int size;

    /** @param packed the column that holds a payload; 0 if none does */
    void read(ResultSet row, int packed) throws SQLException {
        size = 0;
        int columns = row.getMetaData().getColumnCount();
        for (int i = 1; i <= columns; i++) {
            Object value = row.getObject(i);
            switch (value) {
                case null -> {
                }
                case byte[] kept -> add(i == packed ? unpacked(kept) : kept);
                case Double number -> add(Double.doubleToLongBits(number));
                case Number number -> add(number.longValue());
                default -> add(value.toString().getBytes(StandardCharsets.UTF_8));
            }
            add(new byte[] {'|'});
        }
    }

    /** One that is damaged counts as it stands, and so differs from what it should be. */
    private static byte[] unpacked(byte[] packed) {
        try {
            return Payload.unpacked(packed).json();
        } catch (StoreException e) {
            return packed;
        }
    }

    private void add(long number) {
        byte[] eight = new byte[Long.BYTES];
        for (int i = 0; i < Long.BYTES; i++) {
            eight[i] = (byte) (number >>> (i * Byte.SIZE));
        }
        add(eight);
    }

    private void add(byte[] more) {
        if (size + more.length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more.length));
        }
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
    }

    void addTo(MessageDigest digest) {
        digest.update(bytes, 0, size);
    }

    /** A digest of this row alone. */
    byte[] digest() {
        MessageDigest digest = Payload.sha256();
        addTo(digest);
        return digest.digest();
    }
}
