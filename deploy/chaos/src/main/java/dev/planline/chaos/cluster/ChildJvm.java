package dev.planline.chaos.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A program in a JVM of its own, which can be killed, made to stand still, and started again. */
public final class ChildJvm implements AutoCloseable {

    private static final List<String> OPTIONS = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
            "--sun-misc-unsafe-memory-access=allow",
            "--enable-native-access=ALL-UNNAMED", "-Xlog:disable", "-Dplanline.log=INFO");

    private final String name;
    private final List<String> command;
    private final Path log;
    private @Nullable Process process;
    private boolean closed;

    /**
     * One that is not started yet, with the classes of this JVM.
     *
     * @param name in what is said of it
     * @param heap most that its heap takes, as {@code -Xmx} wants it
     * @param log file that its output is added to
     */
    public ChildJvm(String name, String heap, Path log, String main, List<String> arguments) {
        this(name, System.getProperty("java.class.path"), heap, log, main, arguments);
    }

    /**
     * One with other classes.
     *
     * @param classPath as {@code -cp} wants it
     */
    ChildJvm(String name, String classPath, String heap, Path log, String main, List<String> arguments) {
        this.name = name;
        this.log = log;
        var whole = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx" + heap));
        whole.addAll(OPTIONS);
        whole.addAll(List.of("-cp", classPath, main));
        whole.addAll(arguments);
        this.command = List.copyOf(whole);
    }

    /** Starts it, for the first time or after it has ended; once it is closed it stays as it is, whoever may still want to start it. */
    public synchronized void start() {
        if (process != null && process.isAlive()) {
            throw new IllegalStateException("BUG: " + name + " still runs");
        }
        if (closed) {
            return;
        }
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized Process process() {
        if (process == null) {
            throw new IllegalStateException("BUG: " + name + " was not started");
        }
        return process;
    }

    /** What is said of it. */
    public String name() {
        return name;
    }

    /** Where its output is. */
    public Path log() {
        return log;
    }

    /** Whether it runs, or stands still. */
    public synchronized boolean alive() {
        return process != null && process.isAlive();
    }

    /** The code that it ended with. */
    public int exitCode() {
        return process().exitValue();
    }

    /** Ends it in the middle of whatever it does, as SIGKILL does, and waits until it has ended. */
    public void kill() {
        var _ = process().destroyForcibly().onExit().join();
    }

    /**
     * Tells it to end, as SIGTERM does.
     *
     * @return whether it did within this time, or before
     */
    public boolean stop(Duration atMost) throws InterruptedException {
        if (!alive()) {
            return true;
        }
        process().destroy();
        return process().waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Makes it stand still, as SIGSTOP does; it knows nothing of that. */
    public void pause() {
        signal("STOP");
    }

    /** Lets it go on. */
    public void resume() {
        signal("CONT");
    }

    private void signal(String signal) {
        try {
            if (new ProcessBuilder("kill", "-" + signal, Long.toString(process().pid())).start().waitFor() != 0 && alive()) {
                throw new IllegalStateException("cannot send SIG" + signal + " to " + name);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Kills it, for good. */
    @Override
    public synchronized void close() {
        closed = true;
        if (process != null) {
            var _ = process.destroyForcibly().onExit().join();
        }
    }
}
