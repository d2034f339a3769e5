package dev.planline.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.wire.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Time stands still but for those who wait at the gate. */
class GateTest {

    private final SimulatedTicker ticker = new SimulatedTicker();
    private final Gate gate = new Gate(ticker);
    private final OwnedPartition partition = new OwnedPartition(new TopicPartition("t", 0), Topic.TASKS, CommittedOffset.at(0));

    @Test
    void nobodyWaitsAtAnOpenGate() {
        assertThat(gate.pass(partition)).isTrue();
        assertThat(ticker.nanos()).isZero();
        assertThat(gate.closed()).isFalse();
    }

    @Test
    void underALimitEachPassesInASlotOfItsOwn() {
        gate.set(/* pause= */ false, 4);
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            assertThat(gate.pass(partition)).isTrue();
            times.add(ticker.millis());
        }
        assertThat(times).containsExactly(0L, 250L, 500L, 750L);
    }

    @Test
    void aPausedGateOpensWhenItIsResumed() {
        gate.set(/* pause= */ true, 0);
        assertThat(gate.closed()).isTrue();
        ticker.meanwhile(() -> gate.set(/* pause= */ false, 0));
        assertThat(gate.pass(partition)).isTrue();
        assertThat(gate.closed()).isFalse();
    }

    @Test
    void whoeverWaitsForAPartitionThatLeavesIsSentAway() {
        gate.set(/* pause= */ true, 0);
        ticker.meanwhile(partition::drain);
        assertThat(gate.pass(partition)).isFalse();
    }

    @Test
    void aCollaboratorThatIsDownIsWaitedForAndThenTriedAgain() {
        gate.closeFor(Duration.ofSeconds(3));
        gate.closeFor(Duration.ofSeconds(2));
        assertThat(gate.closed()).isTrue();
        assertThat(gate.pass(partition)).isTrue();
        assertThat(ticker.millis()).isEqualTo(3_000);
        assertThat(gate.closed()).isFalse();
    }

    @Test
    void slotsThatNobodyTookAreDealtOutAnew() {
        gate.set(/* pause= */ false, 1);
        for (int i = 0; i < 3; i++) {
            assertThat(gate.pass(partition)).isTrue();
        }
        gate.set(/* pause= */ false, 10);
        assertThat(gate.pass(partition)).isTrue();
        assertThat(ticker.millis()).isEqualTo(2_000);
    }
}
