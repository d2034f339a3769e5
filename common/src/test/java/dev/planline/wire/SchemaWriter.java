package dev.planline.wire;

import static dev.planline.wire.Limits.schema;

import dev.planline.model.Bounds;
import dev.planline.model.Condition;
import dev.planline.model.Verdict;
import dev.planline.model.When;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** Writes the JSON Schema of a record: what the {@link Codec} takes for one. */
final class SchemaWriter {

    private static final Map<String, Object> SCALAR = Map.of("type", List.of("string", "number", "boolean"));

    private final JsonMapper mapper = JsonMapper.shared();
    private final Map<String, Object> definitions = new TreeMap<>();

    private SchemaWriter() {}

    /** The schema of the values of a topic, which stands alone. */
    static Map<String, Object> document(Topic topic, String id) {
        return document(topic.type(), id, topic == Topic.VALIDATED
                ? Map.of("allOf",
                        List.of(schema("required", List.of("verdict"), "properties", Map.of("verdict", schema("type", "object")))))
                : Map.of());
    }

    /** The schema of a record, which stands alone; with further keywords. */
    static Map<String, Object> document(Class<?> type, String id, Map<String, Object> more) {
        var writer = new SchemaWriter();
        var document = new LinkedHashMap<String, Object>();
        document.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        document.put("$id", id);
        document.put("title", type.getSimpleName());
        document.putAll(writer.record(type));
        document.putAll(more);
        if (!writer.definitions.isEmpty()) {
            document.put("$defs", writer.definitions);
        }
        return document;
    }

    private Map<String, Object> record(Class<?> type) {
        RecordDocs docs = RecordDocs.of(type);
        var properties = new LinkedHashMap<String, Object>();
        var required = new ArrayList<String>();
        if (Verdict.class.isAssignableFrom(type)) {
            properties.put("outcome", Map.of("const", type.getSimpleName().toLowerCase(Locale.ROOT)));
            required.add("outcome");
        }
        for (Component component : Component.of(type)) {
            properties.put(component.name(), property(type, component, docs));
            if (component.required()) {
                required.add(component.name());
            }
        }
        var schema = new LinkedHashMap<String, Object>();
        if (!docs.summary().isEmpty()) {
            schema.put("description", docs.summary());
        }
        schema.put("type", "object");
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("additionalProperties", false);
        if (type == When.class) {
            schema.put("anyOf", List.of(set("stepType"),
                    schema("required", List.of("metadata"), "properties", Map.of("metadata", schema("type", "object", "minProperties", 1))),
                    set("not"), set("any"), set("all")));
        }
        return schema;
    }

    private static Map<String, Object> set(String field) {
        return schema("required", List.of(field), "properties", Map.of(field, Map.of("not", Map.of("type", "null"))));
    }

    private Map<String, Object> property(Class<?> type, Component component, RecordDocs docs) {
        var schema = new LinkedHashMap<String, Object>();
        String description = docs.of(component.name());
        if (description != null) {
            schema.put("description", description);
        }
        Map<String, Object> value = value(component.reflected().getGenericType());
        schema.putAll(component.required() ? value : orNull(value));
        schema.putAll(Limits.of(type, component.name()));
        if (component.defaultJson() != null) {
            schema.put("default", mapper.readValue(component.defaultJson(), Object.class));
        }
        return schema;
    }

    /** A field that may be absent may be null too. */
    private static Map<String, Object> orNull(Map<String, Object> schema) {
        if (schema.isEmpty()) {
            return schema;
        }
        if (!schema.containsKey("type")) {
            return Map.of("anyOf", List.of(schema, Map.of("type", "null")));
        }
        var either = new LinkedHashMap<>(schema);
        either.put("type", List.of(schema.get("type"), "null"));
        if (schema.get("enum") instanceof List<?> constants) {
            var more = new ArrayList<Object>(constants);
            more.add(null);
            either.put("enum", more);
        }
        return either;
    }

    private Map<String, Object> value(Type type) {
        return switch (type) {
            case ParameterizedType generic when generic.getRawType() == List.class ->
                schema("type", "array", "items", argument(generic, 0));
            case ParameterizedType generic -> schema("type", "object", "additionalProperties", argument(generic, 1));
            case Class<?> plain -> ofClass(plain);
            default -> throw new IllegalArgumentException("BUG: no schema for " + type);
        };
    }

    private Map<String, Object> argument(ParameterizedType generic, int index) {
        return value(generic.getActualTypeArguments()[index]);
    }

    private Map<String, Object> ofClass(Class<?> type) {
        return switch (type) {
            case Class<?> c when c == Object.class -> Map.of();
            case Class<?> c when c == boolean.class -> Map.of("type", "boolean");
            case Class<?> c when c == String.class -> Map.of("type", "string");
            case Class<?> c when c == int.class || c == Integer.class ->
                schema("type", "integer", "minimum", Integer.MIN_VALUE, "maximum", Integer.MAX_VALUE);
            case Class<?> c when c == long.class || c == Long.class -> schema("type", "integer", "format", "int64");
            case Class<?> c when c == double.class || c == Double.class -> Map.of("type", "number");
            case Class<?> c when c == Instant.class -> schema("type", "string", "format", "date-time");
            case Class<?> c when c.isEnum() -> schema("type", "string", "enum", WireEnums.namesOf(enumOf(c)));
            case Class<?> c when c == Condition.class || c.isRecord() -> reference(c);
            default -> throw new IllegalArgumentException("BUG: no schema for " + type);
        };
    }

    @SuppressWarnings("unchecked") // asked for enums only
    private static Class<? extends Enum<?>> enumOf(Class<?> type) {
        return (Class<? extends Enum<?>>) type;
    }

    private Map<String, Object> reference(Class<?> type) {
        String name = type.getSimpleName();
        if (!definitions.containsKey(name)) {
            definitions.put(name, Map.of()); // ends the recursion
            definitions.put(name, type == Condition.class ? condition() : record(type));
        }
        return Map.of("$ref", "#/$defs/" + name);
    }

    private static Map<String, Object> condition() {
        Map<String, Object> number = Map.of("type", List.of("number", "null"));
        var bounds = new LinkedHashMap<String, Object>();
        List.of("gte", "gt", "lte", "lt").forEach(bound -> bounds.put(bound, number));
        var regex = new LinkedHashMap<>(schema("type", "string", "format", "regex"));
        regex.putAll(Limits.text(Bounds.REGEX));
        Map<String, Object> values = schema("type", "array", "minItems", 1, "items", SCALAR);
        return schema("description", RecordDocs.of(Condition.class).summary(), "oneOf", List.of(
                SCALAR,
                only(Map.of("in", values)), only(Map.of("regex", regex)), only(bounds)));
    }

    private static Map<String, Object> only(Map<String, Object> properties) {
        return schema("type", "object", "properties", properties, "additionalProperties", false, "minProperties", 1);
    }
}
