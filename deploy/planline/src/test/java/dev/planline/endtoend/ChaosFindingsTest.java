package dev.planline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.chaos.ChaosListener;
import dev.planline.chaos.ChaosReport;
import dev.planline.chaos.ChaosRun;
import dev.planline.chaos.ChaosSettings;
import dev.planline.chaos.check.Finding;
import dev.planline.chaos.check.Finding.Kind;
import dev.planline.chaos.fault.Fault;
import dev.planline.cli.console.Console;
import dev.planline.cli.registry.ExampleRegistry;
import dev.planline.client.Cluster;
import dev.planline.testkit.TestKafka;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A run finds what it has to find: its only router is killed behind its back, and the pool is said to be another than the log's. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
@EnabledOnOs(OS.LINUX)
class ChaosFindingsTest {

    private static final long SEED = 20_261_128;
    private static final int TASKS = 200;
    private static final double PER_SECOND = 20;
    private static final int KILLED = 128 + 9;
    private static final String OTHER = "tasks t-1 differs";

    @TempDir
    Path directory;

    @Test
    void aWorkerThatEndsAndTheTasksThatItLeavesAndAnotherPool() throws InterruptedException {
        var cluster = new Cluster(TestKafka.bootstrapServers(), "chaos-findings", Map.of());
        var settings = new ChaosSettings(SEED, TASKS, PER_SECOND, List.of(), Duration.ofSeconds(1), Duration.ofSeconds(5), /* workers= */ 1,
                cluster, registry(), directory);
        ChaosReport report;
        try (var run = new ChaosRun(settings, (_, _) -> List.of(OTHER), new RouterKiller(directory))) {
            report = run.run();
        }
        assertThat(report.findings()).containsOnlyKeys(Kind.WORKER, Kind.POOL_DIFFERS, Kind.STUCK, Kind.LOST)
                .containsEntry(Kind.WORKER, 1).containsEntry(Kind.POOL_DIFFERS, 1);
        assertThat(report.first()).contains(new Finding(Kind.POOL_DIFFERS, OTHER), new Finding(Kind.WORKER,
                "router-1 ended by itself with " + KILLED + "; see " + directory.resolve("router-1.log")));
        int left = report.acknowledged() - report.validated() - report.abandoned() - report.deadLetters();
        assertThat(report.first()).filteredOn(finding -> finding.kind() == Kind.STUCK).last().extracting(Finding::message).asString()
                .startsWith("5 s after the last fault " + left + " tasks had not ended and the lag was ");
    }

    private static List<Record> registry() {
        var console = new Console(InputStream.nullInputStream(), new PrintStream(OutputStream.nullOutputStream()),
                new PrintStream(OutputStream.nullOutputStream()), Map.of(), Path.of("../.."), () -> false);
        var entries = new ArrayList<Record>(ExampleRegistry.agents(console).values());
        entries.addAll(ExampleRegistry.rules(console).values());
        return entries;
    }

    /** As soon as some tasks have ended. */
    private record RouterKiller(Path directory, AtomicBoolean done) implements ChaosListener {

        RouterKiller(Path directory) {
            this(directory, new AtomicBoolean());
        }

        @Override
        public void progress(int ended, int tasks) {
            if (!done.getAndSet(true)) {
                try {
                    List<Long> routers = Processes.with(directory.resolve("router-1.properties").toString());
                    assertThat(routers).hasSize(1);
                    ProcessHandle router = ProcessHandle.of(routers.getFirst()).orElseThrow();
                    router.destroyForcibly();
                    var _ = router.onExit().join();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }

        @Override
        public void says(String what) {}

        @Override
        public void fault(Fault fault) {}
    }
}
