package dev.planline.benchmarks.measure;

import dev.planline.benchmarks.workload.Spin;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A JVM beside this one, which answers each line with a line. Other lines that it prints are passed over. */
public final class ChildJvm implements AutoCloseable {

    /** What an answer begins with. */
    static final String ANSWER = "> ";

    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Process process;
    private final BufferedReader out;
    private final BufferedWriter in;

    /** Starts it. */
    public ChildJvm(List<String> options, String classPath, Class<?> main, String... arguments) {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(options);
        command.addAll(List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED",
                "-Dplanline.log=" + System.getProperty("planline.log", "ERROR"), "-D" + Spin.PROPERTY + "=" + Spin.perMilli(), "-cp",
                classPath, main.getName()));
        command.addAll(List.of(arguments));
        try {
            process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        out = process.inputReader(StandardCharsets.UTF_8);
        in = process.outputWriter(StandardCharsets.UTF_8);
    }

    /** Time on a CPU, over all threads, since it began. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Says something and waits for the answer. */
    public String ask(String line) {
        try {
            in.write(line + "\n");
            in.flush();
            return answer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next answer. */
    String answer() {
        try {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith(ANSWER)) {
                    return line.substring(ANSWER.length());
                }
            }
            throw new IOException("a process ended without an answer");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it at once, as SIGKILL does. */
    void kill() {
        var _ = process.destroyForcibly().onExit().join();
    }

    /** Lets it end by itself, as its input does, and does not wait for ever. */
    @Override
    public void close() {
        try {
            in.close();
            if (!process.waitFor(LONGEST)) {
                kill();
            }
        } catch (IOException e) {
            kill(); // it is gone, or does not listen
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            kill();
        }
    }
}
