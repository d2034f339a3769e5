package dev.planline.runtime;

import static dev.planline.runtime.PollPolicy.LONGEST_NANOS;
import static dev.planline.runtime.PollPolicy.TURN_NANOS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.runtime.PollPolicy.Poll;
import org.junit.jupiter.api.Test;

class PollPolicyTest {

    private static final long MILLI = 1_000_000;
    private static final int MAX_RECORDS = 20_000;
    private static final int LEAST_PLENTY = 100;
    private static final int LEAST_LANES = 10;

    private final PollPolicy policy = new PollPolicy(MAX_RECORDS, 0);

    @Test
    void whoHasNothingToDoWaitsForRecords() {
        assertThat(policy.decide(0, 0, 0)).isEqualTo(Poll.AWAIT);
        assertThat(policy.decide(1, 0, 0)).isEqualTo(Poll.AWAIT);
    }

    @Test
    void whileSomethingIsInFlightThereIsAPollForEachTurn() {
        assertThat(policy.decide(0, 1, 0)).isEqualTo(Poll.READ);
        assertThat(policy.decide(TURN_NANOS - 1, 1, 0)).isEqualTo(Poll.NOT_YET);
        assertThat(policy.decide(TURN_NANOS, 1, 0)).isEqualTo(Poll.READ);
        assertThat(policy.decide(TURN_NANOS + 1, 1, 0)).isEqualTo(Poll.NOT_YET);
    }

    @Test
    void withPlentyToDoNothingIsReadButRebalancesAreHeardOf() {
        assertThat(policy.decide(0, LEAST_PLENTY, LEAST_LANES)).isEqualTo(Poll.KEEP_ALIVE);
        assertThat(policy.decide(LONGEST_NANOS - 1, LEAST_PLENTY, LEAST_LANES)).isEqualTo(Poll.NOT_YET);
        assertThat(policy.decide(LONGEST_NANOS, LEAST_PLENTY, LEAST_LANES)).isEqualTo(Poll.KEEP_ALIVE);
    }

    @Test
    void fewRecordsAreNotPlentyHoweverManyLanesAreReady() {
        assertThat(policy.decide(0, LEAST_PLENTY - 1, LEAST_PLENTY - 1)).isEqualTo(Poll.READ);
    }

    @Test
    void aHotKeyDoesNotKeepOthersFromBeingRead() {
        assertThat(policy.decide(0, 15_000, LEAST_LANES - 1)).isEqualTo(Poll.READ);
    }

    @Test
    void whatIsPlentyGrowsWithTheRateAndFallsWithIt() {
        for (int milli = 10; milli <= 1_000; milli += 10) {
            policy.finished(1_000, milli * MILLI); // 100,000 a second, 5,000 in 50 ms
        }
        assertThat(policy.decide(1_000 * MILLI, 4_900, 900)).isEqualTo(Poll.READ);
        assertThat(policy.decide(1_020 * MILLI, 9_000, 490)).isEqualTo(Poll.READ);
        assertThat(policy.decide(1_040 * MILLI, 5_000, 500)).isEqualTo(Poll.KEEP_ALIVE);
        for (int milli = 1_010; milli <= 2_000; milli += 10) {
            policy.finished(10, milli * MILLI);
        }
        assertThat(policy.decide(2_100 * MILLI, LEAST_PLENTY, LEAST_LANES)).isEqualTo(Poll.KEEP_ALIVE);
    }
}
