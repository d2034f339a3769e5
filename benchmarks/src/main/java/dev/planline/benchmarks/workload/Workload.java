package dev.planline.benchmarks.workload;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * One workload.
 *
 * @param json whether all decode and encode the value; if not, those who can pass its bytes on
 * @param records in the input
 * @param perSecond how many of them are written a second, while the contender works; 0 if all are there before it begins
 * @param atMost after which a round ends, with what is done by then
 * @param concurrency records that may be handled at once, for those who can
 */
public record Workload(
        Shape shape, Work work, Keys keys, boolean json, int records, int perSecond, Duration atMost, int concurrency) {

    /** Without work, all there before. */
    public static Workload noOp(boolean json, int records, Duration atMost) {
        return new Workload(Shape.ONE_HOP, Work.NONE, Keys.UNIFORM, json, records, 0, atMost, 100);
    }

    /** With work, all there before; bytes may be passed on. */
    public static Workload working(Work work, Keys keys, int records, Duration atMost, int concurrency) {
        return new Workload(Shape.ONE_HOP, work, keys, /* json= */ false, records, 0, atMost, concurrency);
    }

    /** Real tasks for three stages, all there before. */
    public static Workload tasks(int records, Duration atMost) {
        return new Workload(Shape.THREE_HOPS, Work.NONE, Keys.UNIFORM, /* json= */ false, records, 0, atMost, 100);
    }

    /** The same, written at this pace for so many seconds. */
    public Workload paced(int perSecond, int seconds) {
        return new Workload(shape, work, keys, json, perSecond * seconds, perSecond, Duration.ofSeconds(seconds + 20L), concurrency);
    }

    /** How many of the first records do not count where latency is measured. */
    public int warmUp() {
        return Math.min(records / 2, 2 * perSecond);
    }

    /** How it is called in a table. */
    public String label() {
        String what = shape == Shape.THREE_HOPS ? "three hops, real tasks" : work.label() + ", " + keys.label() + " keys";
        return what + (work == Work.NONE ? "" : ", concurrency " + concurrency) + (json ? ", all decode JSON" : "")
                + (perSecond == 0 ? "" : ", " + perSecond + "/s");
    }

    /** What is done with a value. */
    public byte[] handle(byte[] value) {
        work.perform();
        return json ? Payload.passThrough(value) : value;
    }

    /** All records of the input, drawn anew, the same for the same seed. */
    public Stream<ProducerRecord<byte[], byte[]>> input(String topic, long seed) {
        int[] ranks = keys.draw(records, seed);
        return IntStream.range(0, records).mapToObj(number -> shape.record(topic, number, ranks[number]));
    }

    /**
     * The least seconds in which the work can be done by one who keeps the order of each key; 0 if there is no bound but the
     * machine's.
     */
    public double idealSeconds(long seed) {
        if (!work.waits() || shape != Shape.ONE_HOP) {
            return 0;
        }
        var ofKey = new int[Keys.COUNT];
        Arrays.stream(keys.draw(records, seed)).forEach(rank -> ofKey[rank]++);
        double longest = Math.max(Arrays.stream(ofKey).max().orElse(0), (double) records / concurrency);
        return longest * work.duration().toNanos() / 1e9;
    }
}
