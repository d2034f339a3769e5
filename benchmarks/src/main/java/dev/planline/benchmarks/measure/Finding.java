package dev.planline.benchmarks.measure;

import java.time.Duration;

/**
 * What came out in a round.
 *
 * @param perSecond records a second, once it runs
 * @param seconds from the start of the contender to the last record
 * @param received records that came, doubled ones included
 * @param expected records that should come
 * @param doubled records that came again
 * @param outOfOrder records that came before an earlier one of their key
 * @param cpu of the contender's process, start and end of the round included
 */
public record Finding(double perSecond, double seconds, int received, int expected, int doubled, int outOfOrder, Duration cpu) {

    /** Microseconds on a CPU for each record. */
    public double cpuMicros() {
        return received == 0 ? 0 : cpu.toNanos() / 1e3 / received;
    }

    Finding with(Duration cpuTime) {
        return new Finding(perSecond, seconds, received, expected, doubled, outOfOrder, cpuTime);
    }

    /** Whether all came. */
    public boolean complete() {
        return received - doubled == expected;
    }
}
