package dev.planline.wire;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** What records hold. */
public final class Sizes {

    /** Largest message that its topic takes, as {@code deploy/topics.json} says, in bytes; of what is not a dead letter. */
    public static final int MESSAGE = 4 << 20;

    /** What a header costs besides its name and value. */
    private static final int PER_HEADER = 64;

    private Sizes() {}

    /** The bytes of key, value and headers; the headers as they lie in memory, of which there may be any number. */
    public static int of(ConsumerRecord<byte[], byte[]> source) {
        return of(source.key(), source.value(), source.headers());
    }

    /** The same of a record that is to be published; on its topic it needs no more, if it is alone and not compressed. */
    public static int of(ProducerRecord<byte[], byte[]> record) {
        return of(record.key(), record.value(), record.headers());
    }

    private static int of(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        long size = length(key) + (long) length(value);
        for (Header header : headers) {
            size += PER_HEADER + header.key().getBytes(StandardCharsets.UTF_8).length + length(header.value());
        }
        return (int) Math.min(Integer.MAX_VALUE, size);
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
