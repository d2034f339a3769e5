package dev.planline.client.api;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Server-sent events, block by block. A block counts when the empty line behind it has arrived, so half a block is none. While
 * somebody waits for a block that does not come for too long, the connection is closed under him: it may be dead without a sign.
 */
final class EventLines implements AutoCloseable {

    private static final long NOT_WAITING = Long.MIN_VALUE;

    private final InputStream in;
    private final BufferedReader lines;
    private final Duration silence;
    private final Thread watching;
    private volatile long waitingSince = NOT_WAITING;

    EventLines(InputStream in, Duration silence) {
        this.in = in;
        this.lines = new BufferedReader(new InputStreamReader(new Heard(in), StandardCharsets.UTF_8));
        this.silence = silence;
        this.watching = Thread.ofVirtual().name("sink-subscription-watch").start(this::watch);
    }

    /**
     * A block.
     *
     * @param data null if it is no event and only says where the stream is
     */
    record Block(String id, @Nullable String data) {}

    /** The next block; throws when the connection ends. */
    Block next() throws IOException {
        waitingSince = System.nanoTime();
        try {
            String id = null;
            var data = new StringBuilder();
            boolean event = false;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty() && id != null) {
                    return new Block(id, event ? data.toString() : null);
                } else if (line.startsWith("id: ")) {
                    id = line.substring("id: ".length());
                } else if (line.startsWith("data: ")) {
                    data.append(event ? "\n" : "").append(line, "data: ".length(), line.length());
                    event = true;
                }
            }
            throw new EOFException("the events have ended");
        } finally {
            waitingSince = NOT_WAITING;
        }
    }

    /** Ends whatever waits for a block. */
    @Override
    public void close() {
        watching.interrupt();
        closeStream();
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(silence.dividedBy(4));
                long since = waitingSince;
                if (since != NOT_WAITING && System.nanoTime() - since > silence.toNanos()) {
                    closeStream();
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    /** Notes when something arrives, be it a part of a line only. */
    private final class Heard extends FilterInputStream {

        Heard(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = super.read(bytes, from, length);
            waitingSince = System.nanoTime();
            return read;
        }
    }

    /** The stream and not the reader, which is locked while somebody waits in it. */
    private void closeStream() {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
