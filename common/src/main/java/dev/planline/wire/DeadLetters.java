package dev.planline.wire;

import dev.planline.text.Shown;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Makes dead letters: the record as it was, with the reason beside it. One that is larger than its topic takes, which on the source's topic
 * was smaller because it was compressed, is told without what makes it large; it can be read at its source.
 */
public final class DeadLetters {

    /** Largest record that is kept whole: key, value and headers, in bytes. With the reason it fits into a topic of dead letters. */
    public static final int WHOLE = (4 << 20) + (64 << 10);

    /** The kinds of faults. */
    public static final List<String> KINDS = List.of("malformed", "refused", "failed", "timed-out", "oversized");

    /** Who gives up. */
    public static final List<String> STAGES = List.of("planner", "router", "validator", "sink");

    private static final int MESSAGE_SHOWN = 1_000;
    private static final int KEY_KEPT = 4 << 10;

    private DeadLetters() {}

    /**
     * Why a record is given up.
     *
     * @param stage that gives up
     * @param kind class of the fault
     * @param field path of the field concerned; empty if it is the message as a whole
     * @param attempts how often the handler was called
     */
    public record Reason(String stage, String kind, String field, String message, int attempts, Instant time) {

        /** What failed may have quoted anything, at any length. */
        public Reason {
            message = Shown.line(message, MESSAGE_SHOWN);
        }
    }

    /**
     * The dead letter of a record: key, value and headers are the record's own. It bears the time at which it died, from which on its topic keeps it for
     * as long as it keeps any; under the record's own, which may be of long ago, it could be deleted at once.
     *
     * @param traceparent stands in place of the record's; null to leave that
     */
    public static ProducerRecord<byte[], byte[]> of(ConsumerRecord<byte[], byte[]> source, Reason reason, @Nullable String traceparent) {
        int size = Sizes.of(source);
        boolean whole = size <= WHOLE;
        var headers = whole ? new RecordHeaders(source.headers()) : new RecordHeaders();
        if (!whole) {
            EventHeaders.put(headers, ErrorHeaders.LEFT_OUT, "the record has " + size + " bytes; at most " + WHOLE
                    + " are kept, so its value and headers are left out");
        }
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
        EventHeaders.put(headers, ErrorHeaders.TIMESTAMP, Long.toString(source.timestamp()));
        EventHeaders.put(headers, ErrorHeaders.ATTEMPTS, Integer.toString(reason.attempts()));
        EventHeaders.put(headers, ErrorHeaders.TIME, reason.time().toString());
        byte[] key = whole || source.key() == null || source.key().length <= KEY_KEPT ? source.key() : null;
        return new ProducerRecord<>(source.topic() + Topic.DEAD_LETTER_SUFFIX, null, reason.time().toEpochMilli(), key,
                whole ? source.value() : null, headers);
    }

    /**
     * The message of a dead letter, to be sent again: key and headers are its own, without the reason why it died. It bears the time of
     * sending, as whoever appends to a log now.
     *
     * @param value its own, or what has been made of it
     * @param id of the dead letter
     * @param count how often it has then been redriven
     */
    public static ProducerRecord<byte[], byte[]> redriven(ConsumerRecord<byte[], byte[]> letter, String topic, byte @Nullable [] value,
            String id, int count) {
        var headers = new RecordHeaders();
        for (Header header : letter.headers()) {
            if (!header.key().startsWith(ErrorHeaders.PREFIX)) {
                headers.add(header);
            }
        }
        headers.remove(Redrives.COUNT);
        headers.remove(Redrives.OF);
        EventHeaders.put(headers, Redrives.COUNT, Integer.toString(count));
        EventHeaders.put(headers, Redrives.OF, id);
        return new ProducerRecord<>(topic, null, letter.key(), value, headers);
    }
}
