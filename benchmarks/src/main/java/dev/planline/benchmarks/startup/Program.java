package dev.planline.benchmarks.startup;

import dev.planline.benchmarks.measure.Pause;
import dev.planline.cli.PlanlineMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command of the program in a process of its own, with the options of the image. */
final class Program implements AutoCloseable {

    private static final List<String> OPTIONS = List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED",
            "-Xlog:disable", "-XX:+UseSerialGC", "-Dplanline.log=WARN", "-Dplanline.home=" + System.getProperty("planline.home", ""), "-cp",
            System.getProperty("java.class.path"), PlanlineMain.class.getName());
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final long LOOK_NANOS = 2_000_000;
    private static final int TOLD_TO_STOP = 128 + 15;

    private final HttpClient http = HttpClient.newHttpClient();
    private final long started = System.nanoTime();
    private final Process process;

    private Program(List<String> command) {
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroy)); // not to outlive who is interrupted
    }

    /**
     * Starts a command.
     *
     * @param jvm further options of the JVM
     */
    static Program java(List<String> jvm, String... command) {
        var line = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        line.addAll(jvm);
        line.addAll(OPTIONS);
        line.addAll(Arrays.asList(command));
        return new Program(line);
    }

    /** Starts a command by the launcher, as users do. */
    static Program launcher(String... command) {
        var line = new ArrayList<>(List.of(Path.of(System.getProperty("planline.home", ""), "planline").toString()));
        line.addAll(Arrays.asList(command));
        return new Program(line);
    }

    /**
     * Waits until it says that it is ready; seconds since it was started.
     *
     * @param port of its management
     */
    double awaitReady(int port) {
        var question = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/readyz")).build();
        while (!ready(question)) {
            if (!process.isAlive() || System.nanoTime() - started > LONGEST.toNanos()) {
                throw new IllegalStateException(process.info().commandLine().orElse("a process") + " does not become ready");
            }
            Pause.nanos(LOOK_NANOS);
        }
        return (System.nanoTime() - started) / 1e9;
    }

    private boolean ready(HttpRequest question) {
        try {
            return http.send(question, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // it does not listen yet
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Waits until it ends by itself. */
    void awaitEnd() {
        int code = end();
        if (code != 0) {
            throw new IllegalStateException("a command ended with exit code " + code);
        }
    }

    /** Tells it to stop, and waits. */
    @Override
    public void close() {
        http.close();
        process.destroy();
        int code = end();
        if (code != 0 && code != TOLD_TO_STOP) {
            throw new IllegalStateException("a process that was told to stop ended with exit code " + code);
        }
    }

    private int end() {
        try {
            if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                return process.destroyForcibly().onExit().join().exitValue();
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }
}
