package dev.planline.planner.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.testkit.hostile.HostileRun;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever a model says or its endpoint sends becomes a plan that holds, or a reason of ours to have none.
 *
 * <p>{@code -Dplanline.fuzz.cases} and {@code -Dplanline.fuzz.seed} are those of all hostile input.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
class HostileReplyTest {

    private static final int CASES = 800;
    private static final Path REPORT = Path.of("target", "hostile-replies.txt");

    @Test
    void everyReplyBecomesAPlanThatHoldsOrAReasonToHaveNone() {
        try (var replies = new ReplyTargets()) {
            HostileRun.Report report = HostileRun.asSet(CASES).against(replies.all()).publish(REPORT);
            assertThat(report.failures()).as("failures, see " + REPORT).isEmpty();
        }
    }
}
