package dev.planline.runtime;

import java.util.Base64;
import java.util.BitSet;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A watermark and what is finished beyond it, as it is kept in the metadata of a committed offset.
 *
 * @param watermark every record before it is finished
 * @param finished bit {@code i} stands for the record at {@code watermark + i}; bit 0 is set only if an owner before finished that
 *     record and this one has not come to it yet
 */
record CommittedOffset(long watermark, BitSet finished) {

    /** How many offsets the bitmap can reach: 24,000 bits are 3,000 bytes, and 4,000 characters of Base64. */
    static final int WINDOW = 24_000;

    private static final Logger LOGGER = LoggerFactory.getLogger(CommittedOffset.class);
    private static final String VERSION = "p1:";

    /** A partition of which nothing beyond the watermark is finished. */
    static CommittedOffset at(long watermark) {
        return new CommittedOffset(watermark, new BitSet());
    }

    /** Reads what was committed. Metadata that is not ours counts as empty: the records beyond the watermark are then handled again. */
    static CommittedOffset from(OffsetAndMetadata committed) {
        return new CommittedOffset(committed.offset(), decode(committed.metadata()));
    }

    OffsetAndMetadata toKafka() {
        return new OffsetAndMetadata(watermark,
                finished.isEmpty() ? "" : VERSION + Base64.getUrlEncoder().withoutPadding().encodeToString(finished.toByteArray()));
    }

    private static BitSet decode(@Nullable String metadata) {
        if (metadata == null || metadata.isEmpty()) {
            return new BitSet();
        }
        try {
            if (metadata.startsWith(VERSION)) {
                return BitSet.valueOf(Base64.getUrlDecoder().decode(metadata.substring(VERSION.length())));
            }
        } catch (IllegalArgumentException e) {
            LOGGER.warn("cannot read the bitmap in committed metadata", e);
        }
        LOGGER.warn("the committed offset holds metadata that this version did not write; what is finished beyond it is handled again");
        return new BitSet();
    }
}
