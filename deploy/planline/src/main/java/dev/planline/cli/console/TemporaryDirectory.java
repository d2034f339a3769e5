package dev.planline.cli.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A directory that is gone when it is closed, and when the process is interrupted before, unless it is kept. */
public final class TemporaryDirectory implements AutoCloseable {

    private final Path path;
    private boolean kept;
    private final AtExit atExit;

    /**
     * Makes it.
     *
     * @param parent where; null for the folder for temporary files
     * @param name that its own begins with
     */
    public TemporaryDirectory(@Nullable Path parent, String name) {
        try {
            path = parent == null ? Files.createTempDirectory(name) : Files.createTempDirectory(Files.createDirectories(parent), name);
        } catch (IOException e) {
            throw CommandFailed.because("cannot make a folder" + (parent == null ? "" : " in " + parent) + ": " + e.getMessage());
        }
        atExit = new AtExit(this::remove);
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** It stays, whatever comes. */
    public void keep() {
        kept = true;
        atExit.close();
    }

    @Override
    public void close() {
        if (!kept) {
            remove();
            atExit.close();
        }
    }

    private void remove() {
        try (Stream<Path> paths = Files.walk(path)) {
            for (Path each : (Iterable<Path>) paths.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(each);
            }
        } catch (IOException | UncheckedIOException e) {
            return; // somebody else removed it, or still writes to it; it lies among temporary files
        }
    }
}
