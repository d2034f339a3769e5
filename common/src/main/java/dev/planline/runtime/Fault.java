package dev.planline.runtime;

import java.util.Locale;

/**
 * Why a message became a dead letter.
 *
 * @param field path of the field concerned; empty if it is the message as a whole
 * @param calls how often the handler was called
 */
record Fault(Kind kind, String field, String message, int calls) implements Performer.Made {

    /** The classes of faults. */
    enum Kind {
        /** The bytes are not a value of the topic. */
        MALFORMED,
        /** The stage will not take the value. */
        REFUSED,
        /** The handler threw, on the last attempt too. */
        FAILED,
        /** The handler was not done by its deadline. */
        TIMED_OUT,
        /** What the handler made is too large to publish. */
        OVERSIZED;

        String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
