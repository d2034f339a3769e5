package dev.planline.sink.api;

import dev.planline.wire.Codec;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The body of a reply, written a piece at a time; the client has to take each within the limit. */
final class Output {

    private static final int PIECE = 64 << 10;

    private final Codec codec;
    private final OutputStream out;
    private final Deadlines deadlines;
    private final Duration limit;

    Output(Codec codec, OutputStream out, Deadlines deadlines, Duration limit) {
        this.codec = codec;
        this.out = out;
        this.deadlines = deadlines;
        this.limit = limit;
    }

    /** A value as a line of JSON. */
    void line(Object value) {
        json(value);
        text("\n");
    }

    /** A value as JSON, in which there is no line break. */
    void json(Object value) {
        write(codec.encode(value));
    }

    void text(String text) {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    void write(byte[] bytes) {
        for (int from = 0; from < bytes.length; from += PIECE) {
            int start = from;
            timed(() -> out.write(bytes, start, Math.min(PIECE, bytes.length - start)));
        }
    }

    /** Sends what was written so far. */
    void flush() {
        timed(out::flush);
    }

    private void timed(Write write) {
        deadlines.set(limit);
        try {
            write.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deadlines.clear();
        }
    }

    @FunctionalInterface
    private interface Write {
        void run() throws IOException;
    }
}
