package dev.planline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.planline.chaos.cluster.Disk;
import dev.planline.cli.CommandLineRun;
import dev.planline.model.TrajectoryBuilder;
import dev.planline.model.TrajectoryOutcome;
import dev.planline.sink.SinkMain;
import dev.planline.testkit.LocalHttp;
import dev.planline.testkit.TestKafka;
import dev.planline.wire.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A sink whose disk is full waits until there is room, and then holds what the log says. Needs the right to mount. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class FullDiskTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int BEFORE = 100;
    private static final int AFTER = 500;
    private static final int TEXT = 8_000;

    @TempDir
    Path directory;

    private final SplittableRandom random = new SplittableRandom(20261127);

    @Test
    void nothingIsLostAndItGoesOnByItself() throws InterruptedException {
        int management = LocalHttp.freePort();
        int api = LocalHttp.freePort();
        Optional<Disk> mounted = Disk.mount(directory.resolve("disk"), 32 << 20);
        assumeThat(mounted).as("a small disk can be mounted").isPresent();
        try (var disk = mounted.orElseThrow();
                var kafka = new TestKafka(1);
                var sink = new ChildWorker(SinkMain.class, directory, Map.of("bootstrap.servers", TestKafka.bootstrapServers(), "prefix",
                        kafka.prefix(), "instance.id", "only", "management.port", String.valueOf(management), "sink.directory",
                        disk.place().resolve("store").toString(), "sink.port", String.valueOf(api), "sink.api.open", "true"))) {
            publish(kafka, 0, BEFORE);
            awaitStored(management, BEFORE);

            disk.fill();
            publish(kafka, BEFORE, AFTER);
            Awaitility.await().atMost(LONG).until(() -> LocalHttp.get(management, "/readyz").status() == 503);
            assertThat(LocalHttp.get(management, "/livez").status()).as("nobody has to restart it").isEqualTo(200);
            assertThat(stored(management)).isLessThan(AFTER);
            assertThat(LocalHttp.get(api, "/v1/trajectories?limit=1")).as("the past can be asked for").extracting(LocalHttp.Reply::status)
                    .isEqualTo(200);

            disk.free();
            awaitStored(management, AFTER);
            Awaitility.await().atMost(LONG).until(() -> LocalHttp.get(management, "/readyz").status() == 200);
            CommandLineRun verify = CommandLineRun.of("verify", "--api", "http://127.0.0.1:" + api, "--bootstrap-server",
                    TestKafka.bootstrapServers(), "--prefix", kafka.prefix());
            assertThat(verify.exit()).as(verify.toString()).isZero();
            assertThat(sink.stop()).isZero();
            assertThat(kafka.deadLetters(Topic.TRAJECTORIES)).isEmpty();
        }
    }

    /** Of texts that do not get smaller when they are compressed. */
    private void publish(TestKafka kafka, int from, int to) {
        for (int i = from; i < to; i++) {
            String goal = IntStream.range(0, TEXT / 16).mapToObj(_ -> "%016x".formatted(random.nextLong())).collect(Collectors.joining());
            kafka.publish(Topic.TRAJECTORIES, new TrajectoryBuilder("j-" + i, "dev", 0, TrajectoryOutcome.SUCCESS, 0.5).goal(goal).build());
        }
    }

    private static void awaitStored(int management, int count) {
        Awaitility.await().atMost(LONG).untilAsserted(() -> assertThat(stored(management)).isEqualTo(count));
    }

    /** Trajectories in the pool, by its meter. */
    private static int stored(int management) {
        return LocalHttp.get(management, "/metrics").body().lines().filter(line -> line.startsWith("planline_trajectories_stored "))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.indexOf(' ')))).findFirst().orElse(-1);
    }
}
