package dev.planline.wire;

import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** Makes dead letters: the record as it was, with the reason beside it. */
public final class DeadLetters {

    private DeadLetters() {}

    /**
     * Why a record is given up.
     *
     * @param stage that gives up
     * @param kind class of the fault
     * @param field path of the field concerned; empty if it is the message as a whole
     * @param attempts how often the handler was called
     */
    public record Reason(String stage, String kind, String field, String message, int attempts, Instant time) {}

    /**
     * The dead letter of a record: key, value, headers and timestamp are the record's own.
     *
     * @param traceparent stands in place of the record's; null to leave that
     */
    public static ProducerRecord<byte[], byte[]> of(ConsumerRecord<byte[], byte[]> source, Reason reason, @Nullable String traceparent) {
        var headers = new RecordHeaders(source.headers());
        if (traceparent != null) {
            headers.remove(EventHeaders.TRACEPARENT);
            EventHeaders.put(headers, EventHeaders.TRACEPARENT, traceparent);
        }
        EventHeaders.put(headers, ErrorHeaders.KIND, reason.kind());
        EventHeaders.put(headers, ErrorHeaders.MESSAGE, reason.message());
        EventHeaders.put(headers, ErrorHeaders.FIELD, reason.field());
        EventHeaders.put(headers, ErrorHeaders.STAGE, reason.stage());
        EventHeaders.put(headers, ErrorHeaders.TOPIC, source.topic());
        EventHeaders.put(headers, ErrorHeaders.PARTITION, Integer.toString(source.partition()));
        EventHeaders.put(headers, ErrorHeaders.OFFSET, Long.toString(source.offset()));
        EventHeaders.put(headers, ErrorHeaders.ATTEMPTS, Integer.toString(reason.attempts()));
        EventHeaders.put(headers, ErrorHeaders.TIME, reason.time().toString());
        return new ProducerRecord<>(source.topic() + Topic.DEAD_LETTER_SUFFIX, null, source.timestamp(), source.key(), source.value(),
                headers);
    }
}
