package dev.planline.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.cli.CommandLineTarget;
import dev.planline.cli.patch.PatchTargets;
import dev.planline.runtime.RuntimeTargets;
import dev.planline.testkit.hostile.HostileRun;
import dev.planline.testkit.hostile.Target;
import dev.planline.wire.WireTargets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is read is taken rightly or refused with a reason of ours, and leaves nothing behind.
 *
 * <p>{@code -Dplanline.fuzz.cases=100000} is the long form; {@code -Dplanline.fuzz.seed=n} draws other cases.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class HostileInputTest {

    private static final int CASES = 4_000;
    /** What may stay behind: caches of classes and patterns. */
    private static final int HEAP_MIB = 64;

    private static final int THREADS = 4;
    private static final Path REPORT = Path.of("target", "hostile-input.txt");

    @TempDir
    private Path directory;

    @Test
    void everyCaseIsTakenRightlyOrRefusedWithAReason() {
        var targets = new ArrayList<Target>(WireTargets.all());
        targets.addAll(RuntimeTargets.all());
        targets.addAll(new FileTargets(directory).all());
        targets.addAll(PatchTargets.all());
        targets.add(CommandLineTarget.target());
        HostileRun.Report report;
        try (var api = new ApiTarget(directory)) {
            targets.addAll(api.all());
            targets.add(new ReplayTablesTarget(directory, api.store()).target());
            report = HostileRun.asSet(CASES).against(targets).publish(REPORT);
        }
        assertThat(report.failures()).as("failures, see " + REPORT).isEmpty();
        assertThat(report.after().heapMib()).as("heap").isLessThan(report.before().heapMib() + HEAP_MIB);
        assertThat(report.after().threads()).as("threads").isLessThanOrEqualTo(report.before().threads() + THREADS);
    }
}
