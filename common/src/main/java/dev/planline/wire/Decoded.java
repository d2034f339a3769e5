package dev.planline.wire;

/** What came of decoding a message. */
public sealed interface Decoded<T> {

    /** The bytes are a valid value. */
    record Value<T>(T value) implements Decoded<T> {}

    /**
     * The bytes are not a valid value.
     *
     * @param field path of the field concerned, for example {@code steps[2].type}; empty if it is the message as a whole
     * @param problem what is wrong and what would be right
     */
    record Malformed<T>(String field, String problem) implements Decoded<T> {

        /** Field and problem in one line. */
        public String message() {
            return field.isEmpty() ? problem : field + ": " + problem;
        }
    }
}
