package dev.planline.sink.api;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * What replies have shown of the document: which fields of which schema were there, and which that may be left out were. A field
 * is named by the component that it is in and the way to it from there, for example {@code TaskDetail.constraints.deadline}.
 */
final class Shown {

    private final OpenApi document;
    private final Set<String> all = new TreeSet<>();

    Shown(OpenApi document) {
        this.document = document;
    }

    Set<String> all() {
        return all;
    }

    void add(String what) {
        all.add(what);
    }

    /** All that values of a schema can show. */
    static Set<String> possible(OpenApi document, Iterable<JsonNode> schemas) {
        var shown = new Shown(document);
        var visited = new HashSet<String>();
        schemas.forEach(schema -> shown.possible("", schema, visited));
        return shown.all;
    }

    private void possible(String name, JsonNode schema, Set<String> visited) {
        if (schema.has("$ref")) {
            String component = component(schema);
            if (visited.add(component)) {
                possible(component, document.resolve(schema), visited);
            }
            return;
        }
        schema.path("properties").properties().forEach(property -> {
            all.add(name + "." + property.getKey());
            if (!required(schema, property.getKey())) {
                all.add(without(name, property.getKey()));
            }
            possible(name + "." + property.getKey(), property.getValue(), visited);
        });
        if (schema.path("additionalProperties").isObject()) {
            possible(name + ".*", schema.path("additionalProperties"), visited);
        }
        if (schema.has("items")) {
            possible(name, schema.path("items"), visited);
        }
        schema.path("oneOf").forEach(variant -> possible(name, variant, visited));
    }

    /** Takes note of what a valid value shows. */
    void value(String name, JsonNode schema, JsonNode value) {
        if (schema.has("$ref")) {
            value(component(schema), document.resolve(schema), value);
            return;
        }
        schema.path("properties").properties().forEach(property -> {
            JsonNode part = value.get(property.getKey());
            if (part != null) {
                all.add(name + "." + property.getKey());
                value(name + "." + property.getKey(), property.getValue(), part);
            } else if (value.isObject()) {
                all.add(without(name, property.getKey()));
            }
        });
        if (schema.path("additionalProperties").isObject()) {
            value.forEach(part -> value(name + ".*", schema.path("additionalProperties"), part));
        }
        if (schema.has("items")) {
            value.forEach(part -> value(name, schema.path("items"), part));
        }
        schema.path("oneOf").valueStream().filter(variant -> document.errors(variant, value).isEmpty())
                .forEach(variant -> value(name, variant, value));
    }

    private static String component(JsonNode reference) {
        return reference.path("$ref").asString().replaceFirst(".*/", "");
    }

    private static boolean required(JsonNode schema, String property) {
        return schema.path("required").valueStream().anyMatch(name -> name.asString().equals(property));
    }

    private static String without(String name, String property) {
        return name + " without " + property;
    }
}
