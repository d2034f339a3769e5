package dev.planline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.chaos.cluster.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/** A worker in a JVM of its own, which can be killed and started again. */
final class ChildWorker implements AutoCloseable {

    private static final int KILLED = 128 + 9;
    private static final Duration DRAINS = Duration.ofMinutes(1);
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final ChildJvm jvm;

    /** Starts it. */
    ChildWorker(Class<?> main, Path directory, Map<String, String> settings) {
        this(main, "192m", directory, settings);
    }

    /** Starts it with a heap of this size, as {@code -Xmx} wants it. */
    ChildWorker(Class<?> main, String heap, Path directory, Map<String, String> settings) {
        String name = main.getSimpleName() + "-" + NUMBERS.incrementAndGet();
        jvm = new ChildJvm(name, heap, directory.resolve(name + ".log"), main.getName(),
                settings.entrySet().stream().map(setting -> setting.getKey() + "=" + setting.getValue()).toList());
        jvm.start();
    }

    /** Ends it with SIGKILL, in the middle of whatever it does, and starts another in its place. */
    void killAndRestart() {
        assertThat(jvm.alive()).as("%s still runs", jvm.name()).isTrue();
        jvm.kill();
        assertThat(jvm.exitCode()).isEqualTo(KILLED);
        jvm.start();
    }

    /** Waits until it has ended by itself; the result is what it printed. */
    String awaitEnd() throws IOException {
        Awaitility.await(jvm.name() + " ends").atMost(DRAINS).until(() -> !jvm.alive());
        assertThat(jvm.exitCode()).isEqualTo(1);
        return Files.readString(jvm.log());
    }

    /** Ends it with SIGTERM; the result is its exit code. */
    int stop() throws InterruptedException {
        assertThat(jvm.stop(DRAINS)).as("%s stops", jvm.name()).isTrue();
        return jvm.exitCode();
    }

    /** Lets it drain and end, as on SIGTERM, without waiting for that. */
    void leave() throws InterruptedException {
        var _ = jvm.stop(Duration.ZERO);
    }

    /** Stops it in the middle of whatever it does, as SIGSTOP does; it knows nothing of that. */
    void halt() {
        jvm.pause();
    }

    /** Lets it go on. */
    void go() {
        jvm.resume();
    }

    @Override
    public void close() {
        jvm.close();
    }
}
