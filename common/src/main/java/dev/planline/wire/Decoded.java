package dev.planline.wire;

import dev.planline.text.Shown;

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

        /** Most characters of a field that are told. */
        private static final int FIELD_SHOWN = 200;

        /** Most characters of a problem that are told. */
        private static final int PROBLEM_SHOWN = 500;

        /** Both may quote what was sent, so they are made fit to be shown. */
        public Malformed {
            field = Shown.line(field, FIELD_SHOWN);
            problem = Shown.line(problem, PROBLEM_SHOWN);
        }

        /** Field and problem in one line. */
        public String message() {
            return field.isEmpty() ? problem : field + ": " + problem;
        }
    }
}
