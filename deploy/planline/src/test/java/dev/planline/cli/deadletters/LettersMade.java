package dev.planline.cli.deadletters;

import dev.planline.wire.DeadLetters;
import dev.planline.wire.Redrives;
import dev.planline.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** Dead letters as stages would make them, without a broker. */
final class LettersMade {

    static final String PREFIX = "p";
    static final Instant DIED = Instant.parse("2026-11-20T08:00:00Z");

    private LettersMade() {}

    /** The letter at this offset of partition 0, of a message that was redriven so often. */
    static DeadLetter letter(Topic topic, long offset, @Nullable String key, @Nullable String value, String redrives) {
        return letter(topic, offset, record(PREFIX, topic, offset, bytes(key), bytes(value), redrives));
    }

    /** The same as it is published. */
    static ProducerRecord<byte[], byte[]> record(String prefix, Topic topic, long offset, byte @Nullable [] key, byte @Nullable [] value,
            String redrives) {
        var headers = new RecordHeaders();
        headers.add("traceparent", "00-1-2-01".getBytes(StandardCharsets.UTF_8));
        if (!redrives.isEmpty()) {
            headers.add(Redrives.COUNT, redrives.getBytes(StandardCharsets.UTF_8));
        }
        var source = new ConsumerRecord<>(topic.name(prefix), 0, offset + 100, DIED.toEpochMilli(), TimestampType.CREATE_TIME,
                size(key), size(value), key, value, headers, Optional.empty());
        var reason = new DeadLetters.Reason("planner", "malformed", "gaol", "unknown field; did you mean \"goal\"?", 0,
                DIED.plusSeconds(offset));
        return DeadLetters.of(source, reason, null);
    }

    /** A task that can be sent again. */
    static DeadLetter good(long offset, String taskId) {
        return letter(Topic.TASKS, offset, taskId, "{\"taskId\":\"" + taskId + "\",\"goal\":\"g\"}", "");
    }

    /** A task that cannot. */
    static DeadLetter bad(long offset, String taskId) {
        return letter(Topic.TASKS, offset, taskId, "{\"taskId\":\"" + taskId + "\",\"gaol\":\"g\"}", "");
    }

    private static DeadLetter letter(Topic topic, long offset, ProducerRecord<byte[], byte[]> made) {
        return new DeadLetter(new DeadLetterId(topic, 0, offset), new ConsumerRecord<>(made.topic(), 0, offset, made.timestamp(),
                TimestampType.CREATE_TIME, 0, 0, made.key(), made.value(), made.headers(), Optional.empty()));
    }

    private static int size(byte @Nullable [] bytes) {
        return bytes == null ? -1 : bytes.length;
    }

    static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }
}
