package dev.planline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A worker in a JVM of its own, which can be killed and started again. */
final class ChildWorker implements AutoCloseable {

    private static final int KILLED = 128 + 9;
    private static final AtomicInteger LOGS = new AtomicInteger();

    private final Class<?> main;
    private final Path directory;
    private final Map<String, String> settings;
    private Process process;

    /** Starts it. */
    ChildWorker(Class<?> main, Path directory, Map<String, String> settings) {
        this.main = main;
        this.directory = directory;
        this.settings = Map.copyOf(settings);
        process = start();
    }

    private Process start() {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"), main.getName()));
        settings.forEach((key, value) -> command.add(key + "=" + value));
        File log = directory.resolve(main.getSimpleName() + "-" + LOGS.incrementAndGet() + ".log").toFile();
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it with SIGKILL, in the middle of whatever it does, and starts another in its place. */
    void killAndRestart() throws InterruptedException {
        assertThat(process.isAlive()).as("%s still runs", main.getSimpleName()).isTrue();
        assertThat(process.destroyForcibly().waitFor()).isEqualTo(KILLED);
        process = start();
    }

    /** Ends it with SIGTERM; the result is its exit code. */
    int stop() throws InterruptedException {
        process.destroy();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("%s stops", main.getSimpleName()).isTrue();
        return process.exitValue();
    }

    /** Lets it drain and end, as on SIGTERM, without waiting for that. */
    void leave() {
        process.destroy();
    }

    /** Stops it in the middle of whatever it does, as SIGSTOP does; it knows nothing of that. */
    void halt() {
        signal("STOP");
    }

    /** Lets it go on. */
    void go() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start().waitFor()).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
