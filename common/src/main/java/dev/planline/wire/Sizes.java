package dev.planline.wire;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** What records hold. */
public final class Sizes {

    /** What a header costs besides its name and value. */
    private static final int PER_HEADER = 64;

    private Sizes() {}

    /** The bytes of key, value and headers; the headers as they lie in memory, of which there may be any number. */
    public static int of(ConsumerRecord<byte[], byte[]> source) {
        long size = Math.max(0, source.serializedKeySize()) + (long) Math.max(0, source.serializedValueSize());
        for (Header header : source.headers()) {
            size += PER_HEADER + header.key().length() + (header.value() == null ? 0 : header.value().length);
        }
        return (int) Math.min(Integer.MAX_VALUE, size);
    }
}
