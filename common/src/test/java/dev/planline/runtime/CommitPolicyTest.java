package dev.planline.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CommitPolicyTest {

    private static final Duration LONGEST = Duration.ofMillis(100);

    private final CommitPolicy policy = new CommitPolicy(LONGEST, 0);
    private long now;

    @Test
    void anIdleWorkerCommitsAtOnceWhatComesLaterThanAQuarterOfTheCostOfACommit() {
        run(50, millis(20), 0, millis(12));
        assertThat(policy.remaining(now + millis(3) + 1)).isNegative();
        assertThat(policy.remaining(now + millis(2))).isPositive();
    }

    @Test
    void commitsThatCostNextToNothingStillHaveAPauseBetweenThem() {
        run(50, millis(20), 0, 1_000);
        assertThat(policy.remaining(now)).isEqualTo(CommitPolicy.FLOOR_NANOS);
    }

    @Test
    void aSaturatedWorkerCommitsAtTheLongestInterval() {
        run(50, millis(100), millis(98), millis(5));
        assertThat(policy.remaining(now)).isEqualTo(LONGEST.toNanos());
    }

    @Test
    void theIntervalGrowsWithTheLoadWithoutACliff() {
        long before = 0;
        for (int load = 0; load <= 95; load++) {
            var each = new CommitPolicy(LONGEST, 0);
            long time = 0;
            for (int i = 0; i < 50; i++) {
                each.worked(load * 1_000_000L);
                time += 100_000_000L;
                each.committed(time, time + millis(2));
                time += millis(2);
            }
            long interval = each.remaining(time);
            assertThat(interval).as("at load %d %%", load).isGreaterThanOrEqualTo(before);
            if (before > 0) {
                assertThat((double) interval / before).as("growth at load %d %%", load).isLessThan(1.3);
            }
            before = interval;
        }
        assertThat(before).isBetween(millis(35), LONGEST.toNanos());
    }

    @Test
    void howeverDearCommitsBecomeTheyTakeNoMoreThanFourFifthsOfAnIdleWorkersTime() {
        run(40, millis(20), 0, millis(100));
        assertThat(policy.remaining(now)).isBetween(millis(24), millis(26));
    }

    @Test
    void theLongestIntervalHoldsWhateverACommitCosts() {
        run(20, millis(20), 0, millis(500));
        assertThat(policy.remaining(now)).isEqualTo(LONGEST.toNanos());
    }

    private void run(int commits, long between, long worked, long cost) {
        for (int i = 0; i < commits; i++) {
            policy.worked(worked);
            now += between;
            policy.committed(now, now + cost);
            now += cost;
        }
    }

    private static long millis(long count) {
        return TimeUnit.MILLISECONDS.toNanos(count);
    }
}
