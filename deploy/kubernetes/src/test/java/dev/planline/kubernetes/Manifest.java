package dev.planline.kubernetes;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** One resource as it is handed to Kubernetes. */
record Manifest(JsonNode node) {

    String kind() {
        return at("/kind");
    }

    String name() {
        return at("/metadata/name");
    }

    /** For people: the kind and the name. */
    String place() {
        return kind() + " " + name();
    }

    /** The text at a place, empty if there is none. */
    String at(String pointer) {
        return node.at(pointer).asString("");
    }

    Map<String, String> labels() {
        return texts(node.at("/metadata/labels"));
    }

    /** An object of texts. */
    static Map<String, String> texts(JsonNode object) {
        var texts = new TreeMap<String, String>();
        object.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asString("")));
        return texts;
    }
}
