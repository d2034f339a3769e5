package dev.planline.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.testkit.hostile.HostileRun;
import dev.planline.testkit.hostile.Target;
import dev.planline.wire.WireTargets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever is read is taken rightly or refused with a reason of ours, and leaves nothing behind.
 *
 * <p>{@code -Dplanline.fuzz.cases=100000} is the long form; {@code -Dplanline.fuzz.seed=n} draws other cases.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class HostileInputTest {

    private static final int CASES = 6_000;
    private static final Path REPORT = Path.of("target", "hostile-input.txt");

    @Test
    void everyCaseIsTakenRightlyOrRefusedWithAReason() {
        var targets = new ArrayList<Target>(WireTargets.all());
        HostileRun.Report report = HostileRun.asSet(CASES).against(targets).publish(REPORT);
        assertThat(report.failures()).as("failures, see " + REPORT).hasSize(0);
    }
}
