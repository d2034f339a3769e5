package dev.planline.wire;

import dev.planline.model.Condition;
import dev.planline.model.InvalidField;
import dev.planline.text.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;

/** How the conditions of routing rules are written. */
final class WireConditions {

    private static final Set<String> BOUNDS = Set.of("gte", "gt", "lte", "lt");
    private static final List<String> KEYS = List.of("in", "gte", "gt", "lte", "lt", "regex");

    private WireConditions() {}

    private static Map<String, Object> bounds(Condition.Range range) {
        var bounds = new LinkedHashMap<String, Object>();
        put(bounds, "gte", range.gte());
        put(bounds, "gt", range.gt());
        put(bounds, "lte", range.lte());
        put(bounds, "lt", range.lt());
        return bounds;
    }

    private static void put(Map<String, Object> bounds, String name, @Nullable Double bound) {
        if (bound != null) {
            bounds.put(name, bound);
        }
    }

    static final class Serializer extends ValueSerializer<Condition> {

        @Override
        public void serialize(Condition value, JsonGenerator generator, SerializationContext context) {
            Object json = switch (value) {
                case Condition.Equals(Object expected) -> expected;
                case Condition.In(List<Object> values) -> Map.of("in", values);
                case Condition.Range range -> bounds(range);
                case Condition.Matches(String regex) -> Map.of("regex", regex);
            };
            context.writeValue(generator, json);
        }
    }

    static final class Deserializer extends ValueDeserializer<Condition> {

        @Override
        public Condition deserialize(JsonParser parser, DeserializationContext context) {
            Object json = context.readValue(parser, Object.class);
            try {
                return switch (json) {
                    case Map<?, ?> map -> composite(parser, map);
                    case List<?> list -> throw new Refused(parser, "a list of values is written as {\"in\": " + list + "}");
                    default -> new Condition.Equals(json);
                };
            } catch (InvalidField e) {
                throw new Refused(parser, e.problem()).at(Condition.class, e.field());
            }
        }

        private static Condition composite(JsonParser parser, Map<?, ?> map) {
            for (Object key : map.keySet()) {
                if (!KEYS.contains(key)) {
                    throw new Refused(parser, "unknown field" + Names.didYouMean(key.toString(), KEYS)).at(Condition.class, key.toString());
                }
            }
            if (BOUNDS.containsAll(map.keySet()) && !map.isEmpty()) {
                return new Condition.Range(number(parser, map, "gte"), number(parser, map, "gt"), number(parser, map, "lte"),
                        number(parser, map, "lt"));
            }
            if (map.size() == 1 && map.get("in") instanceof List<?> values) {
                return new Condition.In(new ArrayList<>(values));
            }
            if (map.size() == 1 && map.get("regex") instanceof String regex) {
                return new Condition.Matches(regex);
            }
            throw new Refused(parser, "a condition is a value, {\"in\": [...]}, bounds (gte, gt, lte, lt) or {\"regex\": \"...\"}");
        }

        private static @Nullable Double number(JsonParser parser, Map<?, ?> map, String key) {
            return switch (map.get(key)) {
                case null -> null;
                case Number number -> number.doubleValue();
                default -> throw new Refused(parser, "must be a number").at(Condition.class, key);
            };
        }
    }
}
