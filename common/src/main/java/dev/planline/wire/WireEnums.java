package dev.planline.wire;

import dev.planline.model.Blame;
import dev.planline.text.Names;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;

/** How enum constants are written: in lower case, but for the blame, which names a stage as a constant. */
final class WireEnums {

    private static final Map<Enum<?>, String> NAMES = new ConcurrentHashMap<>();

    private WireEnums() {}

    static String nameOf(Enum<?> constant) {
        return NAMES.computeIfAbsent(constant, WireEnums::spelled);
    }

    private static String spelled(Enum<?> constant) {
        return constant instanceof Blame ? constant.name() : constant.name().toLowerCase(Locale.ROOT);
    }

    static List<String> namesOf(Class<? extends Enum<?>> type) {
        return List.of(type.getEnumConstants()).stream().map(WireEnums::nameOf).toList();
    }

    static final class Serializer extends ValueSerializer<Enum<?>> {

        @Override
        public void serialize(Enum<?> value, JsonGenerator generator, SerializationContext context) {
            generator.writeString(nameOf(value));
        }
    }

    static final class Deserializer extends ValueDeserializer<Object> {

        private final Map<String, Object> constants = new LinkedHashMap<>();

        Deserializer(Class<? extends Enum<?>> type) {
            for (Enum<?> constant : type.getEnumConstants()) {
                constants.put(nameOf(constant), constant);
            }
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                throw new Refused(parser, "must be one of " + allowed());
            }
            Object constant = constants.get(parser.getString());
            if (constant == null) {
                String name = parser.getString();
                throw new Refused(parser,
                        "unknown value \"" + name + "\"; use one of " + allowed() + Names.didYouMean(name, constants.keySet()));
            }
            return constant;
        }

        private String allowed() {
            return String.join(", ", constants.keySet());
        }
    }
}
