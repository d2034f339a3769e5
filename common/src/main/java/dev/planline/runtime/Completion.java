package dev.planline.runtime;

import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A record that has left its lane.
 *
 * @param fate handled, given up as a dead letter, or skipped because its partition is being given up
 * @param outputs what is to be published with its offset
 * @param nanos how long handling it took
 */
record Completion(Work work, Fate fate, List<ProducerRecord<byte[], byte[]>> outputs, long nanos) {

    /** How a record left its lane. */
    enum Fate {
        HANDLED,
        GIVEN_UP,
        SKIPPED
    }

    static Completion skipped(Work work) {
        return new Completion(work, Fate.SKIPPED, List.of(), 0);
    }

    static Completion handled(Work work, List<ProducerRecord<byte[], byte[]>> outputs, long nanos) {
        return new Completion(work, Fate.HANDLED, outputs, nanos);
    }

    static Completion givenUp(Work work, ProducerRecord<byte[], byte[]> deadLetter, long nanos) {
        return new Completion(work, Fate.GIVEN_UP, List.of(deadLetter), nanos);
    }
}
