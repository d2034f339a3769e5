package dev.planline.testkit.hostile;

import dev.planline.testkit.hostile.Target.Input;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/** Inputs that are nearly right: an example, changed in a few places by what may be in those places, and by what may not. */
final class Mutations {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final RandomGenerator random;

    Mutations(RandomGenerator random) {
        this.random = random;
    }

    Input of(List<Input> examples) {
        Input example = pick(examples);
        return switch (random.nextInt(8)) {
            case 0, 1, 2, 3 -> structured(example);
            case 4 -> Input.of(pick(NastyValues.JSON));
            case 5 -> Input.of(pick(NastyValues.TEXTS));
            case 6 -> textual(example);
            default -> torn(example);
        };
    }

    /** A JSON document with one to three of its values, or of their names, replaced; of a text that is no JSON, a part of it. */
    private Input structured(Input example) {
        try {
            JsonNode root = MAPPER.readTree(example.bytes());
            if (root.isContainer() && !root.isEmpty()) {
                for (int i = random.nextInt(3); i >= 0; i--) {
                    change(root);
                }
                return Input.of(MAPPER.writeValueAsString(root));
            }
        } catch (JacksonException e) {
            return textual(example);
        }
        return textual(example);
    }

    private void change(JsonNode root) {
        var places = new ArrayList<JsonNode>();
        collect(root, places);
        if (places.isEmpty()) {
            return; // all of it was replaced
        }
        switch (pick(places)) {
            case ObjectNode object -> {
                String name = pick(List.copyOf(object.propertyNames()));
                switch (random.nextInt(4)) {
                    case 0 -> object.remove(name);
                    case 1 -> object.set(pick(NastyValues.TEXTS), object.remove(name));
                    default -> object.putRawValue(name, new RawValue(pick(NastyValues.JSON)));
                }
            }
            case ArrayNode array -> {
                int index = random.nextInt(array.size());
                switch (random.nextInt(4)) {
                    case 0 -> array.remove(index);
                    case 1 -> array.addAll(array.deepCopy());
                    default -> array.setRawValue(index, new RawValue(pick(NastyValues.JSON)));
                }
            }
            default -> throw new IllegalStateException("BUG: only containers are collected");
        }
    }

    private static void collect(JsonNode node, List<JsonNode> places) {
        if (node.isContainer() && !node.isEmpty()) {
            places.add(node);
            node.forEach(child -> collect(child, places));
        }
    }

    /** With a piece of text put in, or in the place of another. */
    private Input textual(Input example) {
        String text = example.text();
        int from = random.nextInt(text.length() + 1);
        int to = random.nextBoolean() ? from : Math.min(text.length(), from + random.nextInt(20));
        return Input.of(text.substring(0, from) + pick(random.nextBoolean() ? NastyValues.TEXTS : NastyValues.JSON) + text.substring(to));
    }

    /** With bytes flipped, cut off, doubled or put in. */
    private Input torn(Input example) {
        byte[] bytes = example.bytes().clone();
        int place = random.nextInt(bytes.length + 1);
        return switch (random.nextInt(4)) {
            case 0 -> {
                for (int i = random.nextInt(4); i >= 0 && bytes.length > 0; i--) {
                    bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
                }
                yield Input.of(bytes);
            }
            case 1 -> spliced(bytes, place, new byte[0], bytes.length);
            case 2 -> spliced(bytes, place, bytes, place);
            default -> spliced(bytes, place, pick(NastyValues.BYTES), place);
        };
    }

    private static Input spliced(byte[] bytes, int place, byte[] piece, int goOnAt) {
        var out = new ByteArrayOutputStream();
        out.write(bytes, 0, place);
        out.writeBytes(piece);
        out.write(bytes, goOnAt, bytes.length - goOnAt);
        return Input.of(out.toByteArray());
    }

    /** One of them; of JSON that is large, less often. */
    private <T> T pick(List<T> values) {
        T value = values.get(random.nextInt(values.size()));
        return value instanceof String text && text.length() > 1_000 && random.nextInt(4) > 0
                ? values.get(random.nextInt(values.size()))
                : value;
    }
}
