package dev.planline.benchmarks.contender;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;

/** Notes which records a handler took up and which it finished; what is noted outlives the process, however it ends. */
public final class Journal implements AutoCloseable {

    private final DataOutputStream out;

    /** Begins a journal in a new file. */
    public Journal(Path file) {
        try {
            out = new DataOutputStream(new FileOutputStream(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What a journal holds.
     *
     * @param begun numbers of the records that were taken up
     * @param ended numbers of those that were finished
     */
    public record Content(BitSet begun, BitSet ended) {}

    void begun(int number) {
        write(number);
    }

    void ended(int number) {
        write(-1 - number);
    }

    /** Reads a journal. */
    public static Content read(Path file) {
        var content = new Content(new BitSet(), new BitSet());
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            for (long left = Files.size(file) / Integer.BYTES; left > 0; left--) {
                int entry = in.readInt();
                if (entry >= 0) {
                    content.begun.set(entry);
                } else {
                    content.ended.set(-1 - entry);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return content;
    }

    private synchronized void write(int entry) {
        try {
            out.writeInt(entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
