package dev.planline.runtime;

import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A record that has left its lane.
 *
 * @param skipped whether nobody handled it, because its partition is being given up
 * @param outputs what is to be published with its offset
 * @param nanos how long handling it took
 */
record Completion(Work work, boolean skipped, List<ProducerRecord<byte[], byte[]>> outputs, long nanos) {

    static Completion skipped(Work work) {
        return new Completion(work, true, List.of(), 0);
    }

    static Completion of(Work work, List<ProducerRecord<byte[], byte[]>> outputs, long nanos) {
        return new Completion(work, false, outputs, nanos);
    }
}
