package dev.planline.benchmarks.sink;

import dev.planline.benchmarks.measure.ContenderJvms;
import dev.planline.benchmarks.measure.FreePort;
import dev.planline.benchmarks.measure.Pause;
import dev.planline.sink.SinkMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A sink in a JVM of its own, as it is deployed. */
final class SinkProcess implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration READY = Duration.ofMinutes(2);

    private final long started = System.nanoTime();
    private final Process process;
    private final SinkApi api;

    SinkProcess(String bootstrapServers, String prefix, Path directory) {
        int port = FreePort.find();
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(ContenderJvms.OPTIONS);
        command.addAll(List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED",
                "-Dplanline.log=" + System.getProperty("planline.log", "ERROR"), "-cp", System.getProperty("java.class.path"),
                SinkMain.class.getName(), "bootstrap.servers=" + bootstrapServers, "prefix=" + prefix, "sink.directory=" + directory,
                "sink.port=" + port, "management.port=0", "sink.api.open=true"));
        try {
            process = new ProcessBuilder(command).inheritIO().redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroy)); // not to outlive who is interrupted
        api = new SinkApi(port);
    }

    SinkApi api() {
        return api;
    }

    /** Waits until it says that it is ready; seconds since it was started. */
    double awaitReady() {
        while (!api.ready()) {
            if (!process.isAlive()) {
                throw new IllegalStateException("the sink ended with exit code " + process.exitValue());
            }
            if (System.nanoTime() - started > READY.toNanos()) {
                throw new IllegalStateException("the sink is not ready after " + READY);
            }
            Pause.nanos(5_000_000);
        }
        return (System.nanoTime() - started) / 1e9;
    }

    /** Time on a CPU, over all threads, since it began. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Tells it to stop, and waits. */
    @Override
    public void close() {
        api.close();
        process.destroy();
        try {
            if (!process.waitFor(LONGEST)) {
                var _ = process.destroyForcibly().onExit().join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
