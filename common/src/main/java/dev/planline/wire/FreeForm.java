package dev.planline.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;

/**
 * JSON whose names no schema fixes, read strictly: no name stands twice in one object. Jackson can see to that for all objects, records
 * included, but keeps a set of names for each; here the map that is built is the set.
 */
final class FreeForm {

    private FreeForm() {}

    /** A value of any kind: a map, a list, a text, a number, a truth value or null. */
    static final class Any extends ValueDeserializer<Object> {

        @Override
        public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) {
            return switch (parser.currentToken()) {
                case START_OBJECT -> object(parser, context, this);
                case START_ARRAY -> list(parser, context);
                case VALUE_STRING -> parser.getString();
                case VALUE_NUMBER_INT -> parser.getNumberValue();
                case VALUE_NUMBER_FLOAT -> finite(parser);
                case VALUE_TRUE -> true;
                case VALUE_FALSE -> false;
                default -> null;
            };
        }

        /** What is too large for a double would be read as infinity, which JSON cannot write. */
        private static double finite(JsonParser parser) {
            double value = parser.getDoubleValue();
            if (Double.isInfinite(value)) {
                throw new Refused(parser, "holds a number beyond the range of 64 bits");
            }
            return value;
        }

        private List<@Nullable Object> list(JsonParser parser, DeserializationContext context) {
            var values = new ArrayList<@Nullable Object>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                try {
                    values.add(deserialize(parser, context));
                } catch (JacksonException e) {
                    throw e.prependPath(List.class, values.size());
                }
            }
            return values;
        }
    }

    /** An object with any names. */
    static final class ByName extends ValueDeserializer<Map<String, @Nullable Object>> {

        private final JavaType type;
        // set by resolve, before the first value is read
        private ValueDeserializer<?> reader = new Any();

        /**
         * @param type of the values
         */
        ByName(JavaType type) {
            this.type = type;
        }

        @Override
        public void resolve(DeserializationContext context) {
            reader = context.findRootValueDeserializer(type);
        }

        @Override
        public Map<String, @Nullable Object> deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.isExpectedStartObjectToken()) {
                throw new Refused(parser, "must be an object, is " + Refused.kind(parser.currentToken()));
            }
            return object(parser, context, reader);
        }
    }

    private static Map<String, @Nullable Object> object(JsonParser parser, DeserializationContext context, ValueDeserializer<?> reader) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            if (values.containsKey(name)) {
                throw new Refused(parser, "stands twice").at(Map.class, name);
            }
            boolean absent = parser.nextToken() == JsonToken.VALUE_NULL;
            try {
                values.put(name, absent ? reader.getNullValue(context) : reader.deserialize(parser, context));
            } catch (JacksonException e) {
                throw e.prependPath(Map.class, name);
            }
        }
        return values;
    }
}
