package dev.planline.cli.operations;

import dev.planline.wire.ErrorHeaders;
import dev.planline.wire.EventHeaders;
import dev.planline.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as people see it.
 *
 * @param kind what kind of fault it was
 * @param field path of the field concerned; empty if it is the message as a whole
 * @param stage that gave up
 * @param source where the message stood, as {@code topic-partition@offset}
 * @param time when the stage gave up
 */
record DeadLetter(
        String id,
        @Nullable String key,
        @Nullable String kind,
        @Nullable String field,
        @Nullable String message,
        @Nullable String stage,
        String source,
        @Nullable String time,
        int bytes) {

    static DeadLetter of(Topic topic, ConsumerRecord<byte[], byte[]> letter) {
        return new DeadLetter(
                new DeadLetterId(topic, letter.partition(), letter.offset()).toString(),
                letter.key() == null ? null : new String(letter.key(), StandardCharsets.UTF_8),
                header(letter, ErrorHeaders.KIND),
                header(letter, ErrorHeaders.FIELD),
                header(letter, ErrorHeaders.MESSAGE),
                header(letter, ErrorHeaders.STAGE),
                header(letter, ErrorHeaders.TOPIC) + "-" + header(letter, ErrorHeaders.PARTITION) + "@"
                        + header(letter, ErrorHeaders.OFFSET),
                header(letter, ErrorHeaders.TIME),
                letter.value() == null ? 0 : letter.value().length);
    }

    /** All headers as text, by name. */
    static Map<String, String> headers(ConsumerRecord<byte[], byte[]> letter) {
        var headers = new LinkedHashMap<String, String>();
        letter.headers().forEach(
                header -> headers.put(header.key(), header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8)));
        return headers;
    }

    private static @Nullable String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        return EventHeaders.text(letter.headers(), name);
    }
}
