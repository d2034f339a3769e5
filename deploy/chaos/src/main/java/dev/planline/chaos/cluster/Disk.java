package dev.planline.chaos.cluster;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A small disk of its own (tmpfs), which can be full. Needs the right to mount. */
public final class Disk implements AutoCloseable {

    private static final int PIECE_BYTES = 1 << 20;

    private final Path place;

    private Disk(Path place) {
        this.place = place;
    }

    /**
     * Mounts one; empty if that is not allowed here.
     *
     * @param place a folder that is made
     */
    public static Optional<Disk> mount(Path place, long bytes) {
        try {
            Files.createDirectories(place);
            return run("mount", "-t", "tmpfs", "-o", "size=" + bytes, "tmpfs", place.toString())
                    ? Optional.of(new Disk(place))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // there is no such program
        }
    }

    /** Where it is. */
    public Path place() {
        return place;
    }

    /** Takes all room that is left. */
    public void fill() {
        byte[] piece = new byte[PIECE_BYTES];
        try (OutputStream ballast = Files.newOutputStream(ballast())) {
            while (true) {
                ballast.write(piece);
            }
        } catch (IOException e) {
            return; // it is full
        }
    }

    /** Gives back what {@link #fill} took. */
    public void free() {
        try {
            Files.deleteIfExists(ballast());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Copies what is on it to a folder beside it, which stays when the disk goes.
     *
     * @return whether all of it could be copied
     */
    public boolean keep() {
        free();
        try {
            return run("cp", "-a", place.toString(), place.resolveSibling(place.getFileName() + "-kept").toString());
        } catch (IOException e) {
            return false; // there is no such program
        }
    }

    private Path ballast() {
        return place.resolve("ballast");
    }

    private static boolean run(String... command) throws IOException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start()
                    .waitFor() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        try {
            run("umount", "-l", place.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
