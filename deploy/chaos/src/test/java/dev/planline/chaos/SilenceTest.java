package dev.planline.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.chaos.fault.FaultKind;
import dev.planline.chaos.fault.Incident;
import java.util.List;
import org.junit.jupiter.api.Test;

class SilenceTest {

    private static final long SECOND = 1_000_000_000;

    @Test
    void namesTheFaultsThatThereWereMeanwhileInTheOrderInWhichTheyBegan() {
        long begin = Long.MAX_VALUE - SECOND; // the clock may wrap
        var incidents = List.of(
                new Incident(FaultKind.BROKER_KILL, begin + SECOND, begin + 3 * SECOND),
                new Incident(FaultKind.WORKER_KILL, begin - SECOND, begin + SECOND),
                new Incident(FaultKind.WORKER_PAUSE, begin - 3 * SECOND, begin),
                new Incident(FaultKind.NET_DROP, begin + 2 * SECOND, begin + 9 * SECOND));
        assertThat(Silence.between(begin, begin + 2 * SECOND, incidents)).isEqualTo(new Silence(2, List.of("worker-kill", "broker-kill")));
        assertThat(Silence.between(0, 0, incidents)).isEqualTo(new Silence(0, List.of()));
    }
}
