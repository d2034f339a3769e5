package dev.planline.wire;

import java.util.OptionalInt;
import org.apache.kafka.common.header.Headers;

/**
 * What tells a message that was redriven, and where that is recorded. The topic is none of {@link Topic}: no stage reads it, and it has no
 * dead letters.
 */
public final class Redrives {

    /** How often the message has been redriven. */
    public static final String COUNT = "planline_redrive_count";

    /** The dead letter that it was sent again from. */
    public static final String OF = "planline_redrive_of";

    /** The topic of the records, without the prefix. */
    public static final String SHORT_NAME = "redrives";

    private Redrives() {}

    /** The topic of the records on a cluster, for example {@code planline.redrives}. */
    public static String topicName(String prefix) {
        return prefix + "." + SHORT_NAME;
    }

    /** Whether a message was redriven. */
    public static boolean redriven(Headers headers) {
        return headers.lastHeader(COUNT) != null;
    }

    /** How often a message has been redriven; empty if what its header says is no such number. */
    public static OptionalInt count(Headers headers) {
        String text = EventHeaders.text(headers, COUNT);
        if (text == null) {
            return redriven(headers) ? OptionalInt.empty() : OptionalInt.of(0);
        }
        return text.matches("\\d{1,9}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }
}
