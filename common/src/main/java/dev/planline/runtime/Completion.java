package dev.planline.runtime;

import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record that has left its lane.
 *
 * @param fate handled, given up as a dead letter, skipped because its partition is being given up, or cut short by what its worker cannot go on after
 * @param outputs what is to be published with its offset
 * @param nanos how long handling it took
 * @param failure what cut it short; null if nothing did
 */
record Completion(Work work, Fate fate, List<ProducerRecord<byte[], byte[]>> outputs, long nanos, @Nullable Throwable failure) {

    /** How a record left its lane. */
    enum Fate {
        HANDLED,
        GIVEN_UP,
        SKIPPED,
        BROKEN
    }

    static Completion skipped(Work work) {
        return new Completion(work, Fate.SKIPPED, List.of(), 0, null);
    }

    static Completion handled(Work work, List<ProducerRecord<byte[], byte[]>> outputs, long nanos) {
        return new Completion(work, Fate.HANDLED, outputs, nanos, null);
    }

    static Completion givenUp(Work work, ProducerRecord<byte[], byte[]> deadLetter, long nanos) {
        return new Completion(work, Fate.GIVEN_UP, List.of(deadLetter), nanos, null);
    }

    /** A record that was cut short by a runtime exception or an error. */
    static Completion broken(Work work, Throwable failure) {
        return new Completion(work, Fate.BROKEN, List.of(), 0, failure);
    }

    /** Throws what cut it short, if anything did. */
    void check() {
        Thrown.again(failure);
    }
}
