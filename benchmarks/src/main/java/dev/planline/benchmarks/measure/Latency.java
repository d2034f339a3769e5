package dev.planline.benchmarks.measure;

import java.util.stream.IntStream;

/**
 * Time from when a record should have been sent to when its result was read, in milliseconds.
 *
 * @param counted results; those of the first records, which warm up, are not among them
 */
public record Latency(double p50, double p99, double max, int counted) {

    /** Of records that were intended and arrived at these times, 0 if they did not, on the clock of {@link System#nanoTime()}. */
    public static Latency of(long[] intended, long[] arrived, int warmUp) {
        long[] nanos = IntStream.range(warmUp, intended.length).filter(i -> arrived[i] != 0).mapToLong(i -> arrived[i] - intended[i])
                .sorted()
                .toArray();
        return new Latency(at(nanos, 0.5), at(nanos, 0.99), at(nanos, 1), nanos.length);
    }

    private static double at(long[] sorted, double share) {
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted.length == 0 ? Double.NaN : sorted[Math.max(0, rank - 1)] / 1e6;
    }

}
