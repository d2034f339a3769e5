package dev.planline.sink.log;

import dev.planline.model.Bounds;
import dev.planline.model.Trajectory;
import dev.planline.observability.LogKey;
import dev.planline.runtime.Spans;
import dev.planline.sink.store.LogEntry;
import dev.planline.sink.store.Payload;
import dev.planline.text.Shown;
import dev.planline.wire.Codec;
import dev.planline.wire.Decoded;
import dev.planline.wire.ErrorHeaders;
import dev.planline.wire.EventHeaders;
import dev.planline.wire.Topic;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns one record into an entry of the fold, or says why it is none. */
final class Reader {

    private static final Logger LOGGER = LoggerFactory.getLogger(Reader.class);
    private static final List<String> REASON = List.of(ErrorHeaders.KIND, ErrorHeaders.MESSAGE, ErrorHeaders.FIELD, ErrorHeaders.STAGE,
            ErrorHeaders.ATTEMPTS);

    private final Codec codec = new Codec();
    private final int maxValueBytes;
    private final UnaryOperator<byte[]> redaction;

    /**
     * @param redaction makes of the JSON of a trajectory what may be stored
     */
    Reader(int maxValueBytes, UnaryOperator<byte[]> redaction) {
        this.maxValueBytes = maxValueBytes;
        this.redaction = redaction;
    }

    /** The entry. Whatever goes wrong with one record must not stop what comes after it. */
    Decoded<LogEntry> read(LogTopics.Source source, ConsumerRecord<byte[], byte[]> kafka) {
        try {
            return entry(source, kafka);
        } catch (RuntimeException | StackOverflowError e) {
            LOGGER.atError().addKeyValue(LogKey.TOPIC.key(), kafka.topic()).addKeyValue(LogKey.PARTITION.key(), kafka.partition())
                    .addKeyValue(LogKey.OFFSET.key(), kafka.offset()).setCause(e).log("cannot read a record");
            return new Decoded.Malformed<>("", "cannot be read; the log of the sink says why");
        }
    }

    private Decoded<LogEntry> entry(LogTopics.Source source, ConsumerRecord<byte[], byte[]> kafka) {
        String key = key(kafka.key());
        Topic topic = source.values();
        if (topic == null) {
            return new Decoded.Value<>(entry(source, kafka, key, null, null, reason(kafka)));
        }
        if (kafka.value() == null && topic.compacted()) {
            return key == null
                    ? new Decoded.Malformed<>("", "a removal needs a key")
                    : new Decoded.Value<>(entry(source, kafka, key, null, null, Map.of()));
        }
        if (kafka.value() != null && kafka.value().length > maxValueBytes) {
            return new Decoded.Malformed<>("",
                    "the value has " + kafka.value().length + " bytes; at most " + maxValueBytes + " are allowed");
        }
        return decode(source, topic, kafka, key);
    }

    /** A key is the name of something, or it names nothing that is known: more than a name may have is not kept. */
    private static @Nullable String key(byte @Nullable [] key) {
        String text = Spans.text(key);
        return text == null || text.length() <= Bounds.NAME ? text : Shown.line(text, Bounds.NAME);
    }

    private Decoded<LogEntry> decode(LogTopics.Source source, Topic topic, ConsumerRecord<byte[], byte[]> kafka, @Nullable String key) {
        byte[] json = topic == Topic.TRAJECTORIES && kafka.value() != null ? redaction.apply(kafka.value()) : kafka.value();
        return switch (codec.decode(topic.type(), json, EventHeaders.newerSchema(kafka.headers()))) {
            case Decoded.Malformed<? extends Record>(String field, String problem) -> new Decoded.Malformed<>(field, problem);
            case Decoded.Value<? extends Record>(Record value) -> checked(source, kafka, key, value, json);
        };
    }

    /** An entry of a table has to stand under its own name, or a removal would miss it. */
    private static Decoded<LogEntry> checked(LogTopics.Source source, ConsumerRecord<byte[], byte[]> kafka, @Nullable String key,
            Record value, byte[] json) {
        Topic topic = source.values();
        if (topic != null && topic.compacted() && !Topic.keyOf(value).equals(key)) {
            return new Decoded.Malformed<>("", "the key is \"" + key + "\"; it must be \"" + Topic.keyOf(value) + "\"");
        }
        Payload payload = value instanceof Trajectory ? Payload.of(json) : null;
        return new Decoded.Value<>(entry(source, kafka, key, value, payload, Map.of()));
    }

    private static LogEntry entry(LogTopics.Source source, ConsumerRecord<byte[], byte[]> kafka, @Nullable String key,
            @Nullable Record value, @Nullable Payload payload, Map<String, String> error) {
        return new LogEntry(source.name(), kafka.partition(), kafka.offset(), Instant.ofEpochMilli(kafka.timestamp()), key, value, payload,
                error);
    }

    private static Map<String, String> reason(ConsumerRecord<byte[], byte[]> kafka) {
        var reason = new HashMap<String, String>();
        for (String header : REASON) {
            String value = EventHeaders.text(kafka.headers(), header);
            if (value != null) {
                reason.put(header.substring(header.lastIndexOf('.') + 1), value);
            }
        }
        return reason;
    }
}
