package dev.planline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.cli.PlanlineMain;
import dev.planline.testkit.TestKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A run that is told to end, as by Ctrl-C: no process, folder, topic or group of it stays. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
@EnabledOnOs(OS.LINUX)
class ChaosInterruptedTest {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final int TERMINATED = 128 + 15;
    private static final Pattern FOLDER = Pattern.compile("output of all processes in (\\S+)");

    @TempDir
    Path folder;

    @Test
    void whileItStartsItsBrokersNothingStays() throws Exception {
        interrupted("starting three brokers", /* children= */ 0, "--local-brokers", "--faults", "none");
    }

    @Test
    void whileItStartsItsWorkersNothingStays() throws Exception {
        interrupted("starting workers", /* children= */ 3, "--local-brokers", "--workers", "3", "--faults", "none");
    }

    /** Its groups wait for the worker that was killed until they miss it. */
    @Test
    void aClusterOfTheirsIsLeftAsItWas() throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", TestKafka.bootstrapServers()))) {
            var topics = admin.listTopics().names().get();
            int groups = admin.listGroups().all().get().size();
            interrupted("worker-kill for", /* children= */ 3, "--bootstrap-server", TestKafka.bootstrapServers(), "--workers", "1",
                    "--faults", "worker-kill", "--pace", "1s");
            assertThat(admin.listTopics().names().get()).isEqualTo(topics);
            assertThat(admin.listGroups().all().get()).hasSize(groups);
        }
    }

    /**
     * @param children how many processes of its own it has by then, at least
     */
    private void interrupted(String when, int children, String... options) throws IOException, InterruptedException {
        Path log = Files.createFile(folder.resolve("run.log"));
        List<String> java = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
                "-Dplanline.brokers=" + System.getProperty("planline.brokers"), "-cp", System.getProperty("java.class.path"),
                PlanlineMain.class.getName());
        List<String> line = List.of("verify", "--chaos", "--tasks", "100000");
        Process run = new ProcessBuilder(Stream.of(java, line, List.of(options)).flatMap(List::stream).toList())
                .directory(Path.of("../..").toFile()).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try {
            Awaitility.await(when).atMost(LONG).pollInterval(Duration.ofMillis(20))
                    .until(() -> !run.isAlive() || Files.readString(log).contains(when));
            Matcher its = FOLDER.matcher(Files.readString(log));
            assertThat(its.find()).as(Files.readString(log)).isTrue();
            assertThat(Processes.with(its.group(1))).hasSizeGreaterThanOrEqualTo(children);
            run.destroy();
            assertThat(run.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).as("ends: %s", Files.readString(log)).isTrue();
            assertThat(run.exitValue()).as(Files.readString(log)).isEqualTo(TERMINATED);
            assertThat(Path.of(its.group(1))).doesNotExist();
            assertThat(Processes.with(its.group(1))).isEmpty();
        } finally {
            var _ = run.destroyForcibly();
        }
    }
}
