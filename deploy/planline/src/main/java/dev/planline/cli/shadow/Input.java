package dev.planline.cli.shadow;

import dev.planline.runtime.Outcome;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A message that a stage has read.
 *
 * @param outputs what it published because of it, in order; empty if nothing is on record
 * @param decidedAt when it published that; when the message was appended if it published nothing
 */
record Input(ConsumerRecord<byte[], byte[]> source, List<Outcome.Output> outputs, Instant decidedAt) {

    /** Where it is on the log, as in the ids of the events that come of it. */
    static String place(ConsumerRecord<byte[], byte[]> source) {
        return source.topic() + "/" + source.partition() + "/" + source.offset();
    }
}
