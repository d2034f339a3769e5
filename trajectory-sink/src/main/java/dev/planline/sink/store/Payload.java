package dev.planline.sink.store;

import dev.planline.model.Trajectory;
import dev.planline.wire.Codec;
import dev.planline.wire.Decoded;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;

/**
 * The JSON of a trajectory as it stands on the log.
 *
 * <p>In the store, one of {@value #LARGE} bytes or more is compressed (zlib, RFC 1950) if that makes it smaller. The two forms
 * are told apart by their first byte, which is never {@code 0x78} in a JSON object and always in a zlib stream with a window
 * of 32 KiB.
 */
public final class Payload {

    private static final int LARGE = 2_048;
    private static final byte ZLIB = 0x78;

    private static final Codec CODEC = new Codec();

    private final byte[] json;

    private Payload(byte[] json) {
        this.json = json;
    }

    /** The payload of these UTF-8 bytes, which must not change afterwards. */
    public static Payload of(byte[] json) {
        return new Payload(json);
    }

    /** The UTF-8 bytes; not to be changed. */
    public byte[] json() {
        return json;
    }

    /** Its SHA-256. */
    byte[] digest() {
        return sha256().digest(json);
    }

    /** SHA-256 of what it is yet to be fed. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("BUG: every JDK has SHA-256", e);
        }
    }

    /** The trajectory that it is. Fields of a newer schema are passed over: what is in the store was checked on its way in. */
    public Trajectory trajectory() {
        return switch (CODEC.decode(Trajectory.class, json, /* lenient= */ true)) {
            case Decoded.Value<Trajectory>(Trajectory trajectory) -> trajectory;
            case Decoded.Malformed<Trajectory> malformed ->
                throw new IllegalStateException("BUG: the store holds a trajectory that does not decode: " + malformed.message());
        };
    }

    /** As it is kept in a row. */
    byte[] packed() {
        if (json.length < LARGE) {
            return json;
        }
        var deflater = new Deflater(Deflater.BEST_SPEED);
        try (var bytes = new ByteArrayOutputStream(json.length / 2);
                var out = new DeflaterOutputStream(bytes, deflater)) {
            out.write(json);
            out.finish();
            return bytes.size() < json.length ? bytes.toByteArray() : json;
        } catch (IOException e) {
            throw new IllegalStateException("BUG: writing to memory fails", e);
        } finally {
            deflater.end();
        }
    }

    /** From what a row keeps. */
    public static Payload unpacked(byte[] packed) {
        if (packed.length == 0 || packed[0] != ZLIB) {
            Quota.take(packed.length);
            return new Payload(packed);
        }
        var inflater = new Inflater();
        inflater.setInput(packed);
        byte[] json = new byte[packed.length * 4];
        int size = 0;
        try {
            while (!inflater.finished()) {
                if (size == json.length) {
                    json = Arrays.copyOf(json, json.length * 2);
                }
                int more = inflater.inflate(json, size, json.length - size);
                if (more == 0 && inflater.needsInput()) {
                    throw new StoreException("a payload in the store ends too early", null);
                }
                size += more;
            }
        } catch (DataFormatException e) {
            throw new StoreException("a payload in the store is damaged: " + e.getMessage(), e);
        } finally {
            inflater.end();
        }
        Quota.take(size);
        return new Payload(Arrays.copyOf(json, size));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Payload payload && Arrays.equals(json, payload.json);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(json);
    }

    @Override
    public String toString() {
        return new String(json, StandardCharsets.UTF_8);
    }
}
