package dev.planline.benchmarks.workload;

import java.time.Duration;

/**
 * One workload.
 *
 * @param json whether contenders decode and encode the value, or pass its bytes on
 * @param records in the input
 * @param atMost after which a round ends, with what is done by then
 * @param concurrency records that may be handled at once, for those who can
 */
public record Workload(Work work, Keys keys, boolean json, int records, Duration atMost, int concurrency) {

    /** How it is called in a table. */
    public String label() {
        return work.label() + ", " + keys.label() + " keys" + (work == Work.NONE ? "" : ", concurrency " + concurrency)
                + (json ? "" : ", bytes passed on");
    }

    /** What is done with a value. */
    public byte[] handle(byte[] value) {
        work.perform();
        return json ? Payload.passThrough(value) : value;
    }
}
