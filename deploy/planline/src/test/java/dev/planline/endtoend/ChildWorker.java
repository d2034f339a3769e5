package dev.planline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.chaos.cluster.ChildJvm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A worker in a JVM of its own, which can be killed and started again. */
final class ChildWorker implements AutoCloseable {

    private static final int KILLED = 128 + 9;
    private static final Duration DRAINS = Duration.ofMinutes(1);
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final ChildJvm jvm;

    /** Starts it. */
    ChildWorker(Class<?> main, Path directory, Map<String, String> settings) {
        String name = main.getSimpleName() + "-" + NUMBERS.incrementAndGet();
        jvm = new ChildJvm(name, "192m", directory.resolve(name + ".log"), main.getName(),
                settings.entrySet().stream().map(setting -> setting.getKey() + "=" + setting.getValue()).toList());
    }

    /** Ends it with SIGKILL, in the middle of whatever it does, and starts another in its place. */
    void killAndRestart() {
        assertThat(jvm.alive()).as("%s still runs", jvm.name()).isTrue();
        jvm.kill();
        assertThat(jvm.exitCode()).isEqualTo(KILLED);
        jvm.restart();
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
