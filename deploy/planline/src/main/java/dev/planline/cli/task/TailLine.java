package dev.planline.cli.task;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A message as a line.
 *
 * @param value as JSON if it is JSON, else as text; null if the message has none
 */
record TailLine(String topic, int partition, long offset, Instant time, @Nullable String key, @Nullable Object value) {

    private static final int SHOWN = 160;
    private static final JsonMapper JSON = new JsonMapper();

    static TailLine of(ConsumerRecord<byte[], byte[]> record) {
        String key = record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8);
        return new TailLine(record.topic(), record.partition(), record.offset(), Instant.ofEpochMilli(record.timestamp()), key,
                value(record.value()));
    }

    /** For people: where, when, the key and the beginning of the value. */
    String text() {
        String whole = value == null ? "(removed)" : value.toString();
        String shown = whole.length() > SHOWN ? whole.substring(0, SHOWN) + "..." : whole;
        return time + " " + topic + "-" + partition + "@" + offset + " " + key + " " + shown;
    }

    private static @Nullable Object value(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            return JSON.readTree(bytes);
        } catch (JacksonException e) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
