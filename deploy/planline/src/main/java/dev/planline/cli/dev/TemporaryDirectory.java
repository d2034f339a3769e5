package dev.planline.cli.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A directory that is gone when it is closed, and when the process is interrupted before. */
final class TemporaryDirectory implements AutoCloseable {

    private final Path path;
    private final Thread hook = new Thread(this::remove, "cleanup");

    TemporaryDirectory() {
        try {
            path = Files.createTempDirectory("planline-demo");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(hook);
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        remove();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // the process is ending, and the hook runs
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
