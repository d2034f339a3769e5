package dev.planline.benchmarks.measure;

import org.jspecify.annotations.Nullable;

/**
 * What came out in a round.
 *
 * @param perSecond records a second, from when a tenth of them had come to the last
 * @param seconds from the start of the contender to the last record
 * @param span seconds from the first record to the last
 * @param received records that came, each counted once
 * @param expected records that should come
 * @param doubled records that came again
 * @param outOfOrder records that came before an earlier one of their key
 * @param meanBytes of a value
 * @param cpuMicros microseconds on a CPU for each record, over the whole process, start and end of the round included
 * @param latency if records were written at a pace
 */
public record Finding(
        double perSecond,
        double seconds,
        double span,
        int received,
        int expected,
        int doubled,
        int outOfOrder,
        long meanBytes,
        double cpuMicros,
        @Nullable Latency latency) {

    /** Whether all came. */
    public boolean complete() {
        return received == expected;
    }

    /** Whether each that came, came once and in order. */
    public boolean clean() {
        return doubled == 0 && outOfOrder == 0;
    }
}
