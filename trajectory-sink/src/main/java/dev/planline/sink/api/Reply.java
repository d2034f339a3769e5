package dev.planline.sink.api;

import java.util.function.Consumer;

/** What a request is answered with. */
sealed interface Reply {

    /** A value, as JSON. */
    record Json(int status, Object value) implements Reply {}

    /** A text of some other type. */
    record Text(int status, String contentType, String text) implements Reply {}

    /**
     * Values that are handed over one by one, as JSON lines.
     *
     * @param prompt whether each is sent as soon as it is there, not when there are enough to fill a packet
     */
    record Lines(Consumer<Consumer<Object>> values, boolean prompt) implements Reply {

        Lines(Consumer<Consumer<Object>> values) {
            this(values, /* prompt= */ false);
        }
    }

    static Reply json(Object value) {
        return new Json(200, value);
    }
}
