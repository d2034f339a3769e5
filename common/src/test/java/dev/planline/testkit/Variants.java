package dev.planline.testkit;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A JSON document that is wrong or unusual in one place, for each place and each way. */
public final class Variants {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final JsonNode root;
    private final List<String> probes;
    private final List<String> variants = new ArrayList<>();

    private Variants(JsonNode root, List<String> probes) {
        this.root = root;
        this.probes = probes;
    }

    /** The example with each of its parts left out, with each replaced by each probe, and with a field too much in each object. */
    public static List<String> of(JsonNode example, List<String> probes) {
        var made = new Variants(example.deepCopy(), probes);
        made.vary(made.root);
        return made.variants;
    }

    private void vary(JsonNode node) {
        switch (node) {
            case ObjectNode object -> {
                object.put("unknown", 1);
                variants.add(root.toString());
                object.remove("unknown");
                for (String name : List.copyOf(object.propertyNames())) {
                    JsonNode value = object.remove(name);
                    variants.add(root.toString());
                    for (String probe : probes) {
                        object.set(name, MAPPER.readTree(probe));
                        variants.add(root.toString());
                    }
                    object.set(name, value);
                    vary(value);
                }
            }
            case ArrayNode array -> {
                JsonNode value = array.get(0);
                for (String probe : probes) {
                    array.set(0, MAPPER.readTree(probe));
                    variants.add(root.toString());
                }
                array.set(0, value);
                vary(value);
            }
            default -> {
            } // nothing in it
        }
    }
}
