package dev.planline.cli.deadletters;

import dev.planline.wire.ErrorHeaders;
import dev.planline.wire.EventHeaders;
import dev.planline.wire.Redrives;
import dev.planline.wire.Topic;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.OptionalInt;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** A dead letter as it lies on its topic. */
record DeadLetter(DeadLetterId id, ConsumerRecord<byte[], byte[]> kafka) {

    Topic topic() {
        return id.topic();
    }

    Content key() {
        return Content.of(kafka.key());
    }

    /** What kind of fault it was; null if nothing is said, as in what others have put there. */
    @Nullable String kind() {
        return header(ErrorHeaders.KIND);
    }

    /** Path of the field concerned; empty if it is the message as a whole. */
    @Nullable String field() {
        return header(ErrorHeaders.FIELD);
    }

    /** What was wrong, in words. */
    @Nullable String message() {
        return header(ErrorHeaders.MESSAGE);
    }

    /** The stage that gave up. */
    @Nullable String stage() {
        return header(ErrorHeaders.STAGE);
    }

    /** The topic that it came from, as it says itself. */
    @Nullable String sourceTopic() {
        return header(ErrorHeaders.TOPIC);
    }

    /** Where the message stood, as {@code topic-partition@offset}; {@code unknown} if it does not say. */
    String source() {
        return knowsItsPlace() ? sourceTopic() + "-" + header(ErrorHeaders.PARTITION) + "@" + header(ErrorHeaders.OFFSET) : "unknown";
    }

    /** Whether it says where the message stood. */
    boolean knowsItsPlace() {
        return sourceTopic() != null && number(header(ErrorHeaders.PARTITION)) && number(header(ErrorHeaders.OFFSET));
    }

    private static boolean number(@Nullable String text) {
        return text != null && text.matches("\\d{1,18}");
    }

    /** When the stage gave up; the time of the record if it does not say. */
    Instant diedAt() {
        String time = header(ErrorHeaders.TIME);
        try {
            return time == null ? Instant.ofEpochMilli(kafka.timestamp()) : Instant.parse(time);
        } catch (DateTimeParseException e) {
            return Instant.ofEpochMilli(kafka.timestamp());
        }
    }

    /** How often the message had been redriven when it died; empty if what it says is no number. */
    OptionalInt redrives() {
        return Redrives.count(kafka.headers());
    }

    /** What it lacks of the message, and why; null if it is whole. */
    @Nullable String leftOut() {
        return header(ErrorHeaders.LEFT_OUT);
    }

    /** When the message was published, as it said; the time of the letter if that does not say. */
    Instant sourceTime() {
        String millis = header(ErrorHeaders.TIMESTAMP);
        return Instant.ofEpochMilli(millis != null && number(millis) ? Long.parseLong(millis) : kafka.timestamp());
    }

    private @Nullable String header(String name) {
        return EventHeaders.text(kafka.headers(), name);
    }
}
