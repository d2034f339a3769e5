package dev.planline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.chaos.cluster.Disk;
import dev.planline.chaos.fault.FaultKind;
import dev.planline.cli.CommandLineRun;
import dev.planline.testkit.TestKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tasks go through workers and three brokers while these are killed, stand still and are cut off: each has exactly one outcome, each key its order, and the
 * pool equals the log. {@code -Dplanline.seed=n} draws other tasks and faults.
 *
 * <p>{@code ./mvnw verify -Pfaults} is the long form, with a million tasks and every kind of fault. A run notices itself when it stands still.
 */
@Timeout(value = 6, unit = TimeUnit.HOURS)
class ChaosTest {

    private static final long SEED = Long.getLong("planline.seed", 20_261_127);
    private static final int TASKS = Integer.getInteger("planline.chaos.tasks", 2_000);
    private static final int SOAK_SECONDS = Integer.getInteger("planline.soak.seconds", 10);
    private static final boolean LONG = TASKS > 10_000;
    private static final List<String> FAULTS = LONG
            ? FaultKind.labels().stream().filter(fault -> !fault.equals(FaultKind.DISK_FULL.label()) || mounts()).toList()
            : List.of("worker-kill", "worker-pause", "worker-restart", "leader-kill", "net-reset", "net-blackhole");

    @Test
    void nothingIsLostDoubledOrOutOfOrderWhateverFails() {
        CommandLineRun run = CommandLineRun.of("verify", "--chaos", "--local-brokers", "--tasks", Integer.toString(TASKS), "--seed",
                Long.toString(SEED), "--pace", LONG ? "12s" : "1s", "--faults", String.join(",", FAULTS), "-o", "json");
        System.out.println("chaos, seed " + SEED + ": " + run.out());
        assertThat(run.exit()).as(run.err()).isZero();
        JsonNode report = new JsonMapper().readTree(run.out());
        assertThat(report.path("findings")).hasToString("{}");
        assertThat(report.path("faults").propertyNames()).containsExactlyInAnyOrderElementsOf(FAULTS);
        int acknowledged = report.path("acknowledged").asInt();
        int unknown = report.path("unknown").asInt();
        assertThat(acknowledged + unknown + report.path("givenUp").asInt()).isEqualTo(TASKS);
        assertThat(acknowledged).as("all but the transactions that are given up on purpose, and few others").isGreaterThan(TASKS * 8 / 10);
        assertThat(report.path("validated").asInt() + report.path("abandoned").asInt() + report.path("deadLetters").asInt())
                .isBetween(acknowledged, acknowledged + unknown);
    }

    /** {@code ./mvnw verify -Psoak} goes on for an hour, which is long enough to judge whether something grows. */
    @Test
    void aClusterOfTheirsIsLeftAsItWas() throws ExecutionException, InterruptedException {
        try (var admin = Admin.create(Map.of("bootstrap.servers", TestKafka.bootstrapServers()))) {
            var before = admin.listTopics().names().get();
            CommandLineRun run = CommandLineRun.of("verify", "--chaos", "--bootstrap-server", TestKafka.bootstrapServers(), "--for",
                    SOAK_SECONDS + "s", "--rate", "20", "--workers", "1", "-o", "json");
            System.out.println("soak: " + run.out());
            assertThat(run.exit()).as(run.err()).isZero();
            assertThat(run.err()).contains("topics get 1 replica(s) on this cluster").contains("one replica is enough to acknowledge");
            JsonNode report = new JsonMapper().readTree(run.out());
            assertThat(report.path("faults")).hasToString("{}");
            assertThat(report.path("acknowledged").asInt() + report.path("givenUp").asInt()).isEqualTo(20 * SOAK_SECONDS);
            assertThat(report.path("curves").findValuesAsString("process")).contains("planner-1", "router-1", "validator-1", "sink-1");
            assertThat(report.path("curves").findValues("leasts")).allSatisfy(leasts -> assertThat(leasts.path(0).asDouble()).isPositive());
            assertThat(admin.listTopics().names().get()).isEqualTo(before);
        }
    }

    @Test
    void brokersOfTheirsAreLeftAlone() {
        CommandLineRun run = CommandLineRun.of("verify", "--chaos", "--faults", "worker-kill,broker-kill");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("broker-kill befalls brokers").contains("--local-brokers");
        assertThat(CommandLineRun.of("verify", "--chaos", "--faults", "worker-kil").err()).contains("worker-kill");
    }

    private static boolean mounts() {
        try {
            Path folder = Files.createTempDirectory("planline-disk");
            Optional<Disk> disk = Disk.mount(folder, 1 << 20);
            disk.ifPresent(Disk::close);
            Files.delete(folder);
            return disk.isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --tasks 5                                     | --tasks: is for runs with --chaos; add that, or leave it out
            --chaos --tasks 5 --for 10s                   | --tasks and --for exclude each other
            --chaos --tasks 2000000000                    | --tasks: is 2000000000; must be 1 to 10000000
            --chaos --for 10000d                          | --for: would be more than 10000000 tasks at 100.0 a second
            --chaos --workers 100000                      | --workers: is 100000; must be 1 to 50
            --chaos --rate -1                             | --rate: is -1.0; must be 0 or more
            --chaos --pace 0s                             | --pace: is 0 ms; must be 100ms or more
            --chaos --heals 0s                            | --heals: is 0 ms; must be 100ms or more
            --chaos --faults none,worker-kill             | --faults: none and others exclude each other
            --chaos --local-brokers --prefix p            | --prefix and --local-brokers exclude each other
            --chaos --faults nope                         | --faults: unknown fault "nope"; known are worker-kill
            --chaos --local-brokers --keep /dev/null/x    | --keep: cannot make the folder /dev/null/x
            """)
    void whatMakesNoSenseIsRefusedBeforeAnythingStarts(String line, String problem) {
        CommandLineRun run = CommandLineRun.of(("verify " + line).split(" "));
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains(problem);
    }
}
