package dev.planline.wire;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DatabindException;

/** A field that is not allowed; its message is for the sender of the value. */
final class Refused extends DatabindException {

    private static final long serialVersionUID = 1L;

    Refused(JsonParser parser, String problem) {
        super(parser, problem);
    }

    /** The same, one level further out. */
    JacksonException at(Class<?> type, String field) {
        return prependPath(type, field);
    }

    /** A word for what stands in the JSON. */
    static String kind(@Nullable JsonToken token) {
        return switch (token) {
            case START_OBJECT, END_OBJECT, PROPERTY_NAME -> "an object";
            case START_ARRAY, END_ARRAY -> "a list";
            case VALUE_STRING -> "a text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "a truth value";
            case null, default -> "null";
        };
    }
}
