package dev.planline.chaos.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final List<FaultKind> ALL = List.of(FaultKind.values());
    private static final Duration PACE = Duration.ofSeconds(2);

    @Test
    void theSameSeedDrawsTheSameFaults() {
        assertThat(faults(3, 100)).isEqualTo(faults(3, 100)).isNotEqualTo(faults(4, 100));
    }

    @Test
    void eachKindComesOnceBeforeAnyComesAgain() {
        List<Fault> faults = faults(3, 3 * ALL.size());
        for (int round = 0; round < 3; round++) {
            assertThat(faults.subList(round * ALL.size(), (round + 1) * ALL.size())).extracting(Fault::kind)
                    .containsExactlyInAnyOrder(FaultKind.values());
        }
        assertThat(Arrays.asList(FaultKind.values())).hasSize(14);
    }

    @Test
    void timesLieAroundThePace() {
        assertThat(faults(3, 1_000)).allSatisfy(fault -> {
            assertThat(fault.lasts()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(3));
            assertThat(fault.after()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(3));
            assertThat(fault.pick()).isNotNegative();
        });
    }

    private static List<Fault> faults(long seed, int many) {
        var schedule = new Schedule(seed, ALL, PACE);
        return Stream.generate(schedule::next).limit(many).toList();
    }
}
