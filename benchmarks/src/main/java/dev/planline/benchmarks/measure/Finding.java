package dev.planline.benchmarks.measure;

/**
 * What came out in a round.
 *
 * @param perSecond records a second, once it runs
 * @param seconds from the start of the contender to the last record
 * @param received records that came, doubled ones included
 * @param expected records that should come
 * @param doubled records that came again
 * @param outOfOrder records that came before an earlier one of their key
 */
public record Finding(double perSecond, double seconds, int received, int expected, int doubled, int outOfOrder) {

    /** Whether all came. */
    public boolean complete() {
        return received - doubled == expected;
    }
}
