package dev.planline.runtime;

import dev.planline.tracing.Handling;
import dev.planline.wire.Codec;
import dev.planline.wire.DeadLetters;
import dev.planline.wire.Decoded;
import dev.planline.wire.EventHeaders;
import dev.planline.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Opens the records that a stage reads and makes those that it publishes. Thread-safe. */
final class Envelopes {

    private final String stage;
    private final String prefix;
    private final InstantSource clock;

    Envelopes(String stage, String prefix, InstantSource clock) {
        this.stage = stage;
        this.prefix = prefix;
        this.clock = clock;
    }

    @SuppressWarnings("unchecked") // Java cannot say that Value<Task> is a Value<Record>; it is read only
    Decoded<Record> decode(Codec codec, Topic topic, ConsumerRecord<byte[], byte[]> source) {
        return (Decoded<Record>) codec.decode(topic.type(), source.value(), EventHeaders.newerSchema(source.headers()));
    }

    /**
     * The record for the {@code index}th output of a source; made again, it has the same id.
     *
     * @param span of the source; null without tracing, then the source's trace context is passed on
     */
    ProducerRecord<byte[], byte[]> output(ConsumerRecord<byte[], byte[]> source, int index, Outcome.Output output, byte[] value,
            @Nullable Handling span) {
        String topic = output.topic().name(prefix);
        String key = Topic.keyOf(output.value());
        String id = source.topic() + "/" + source.partition() + "/" + source.offset() + "/" + index;
        String trace = span == null ? EventHeaders.traceparent(source.headers()) : span.send(topic, key);
        var headers = EventHeaders.of(output.topic(), id, prefix + "/" + stage, clock.instant(), trace);
        return new ProducerRecord<>(topic, null, null, key.getBytes(StandardCharsets.UTF_8), value, headers);
    }

    ProducerRecord<byte[], byte[]> deadLetter(ConsumerRecord<byte[], byte[]> source, Fault fault, @Nullable Handling span) {
        var reason = new DeadLetters.Reason(stage, fault.kind().wireName(), fault.field(), fault.message(), fault.calls(), clock.instant());
        String trace = span == null ? null : span.send(source.topic() + Topic.DEAD_LETTER_SUFFIX, Spans.text(source.key()));
        return DeadLetters.of(source, reason, trace);
    }
}
