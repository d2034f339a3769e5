package dev.planline.cli.patch;

import dev.planline.text.Beginning;
import dev.planline.text.Names;
import dev.planline.text.Shown;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** One operation of a patch. */
sealed interface Operation {

    /** Its names in a patch. */
    List<String> NAMES = List.of("add", "remove", "replace", "move", "copy", "test");

    /** Puts a value there: a new member or one in place of another, or an element before that one. */
    record Add(Pointer path, JsonNode value) implements Operation {}

    /** Takes away what is there. */
    record Remove(Pointer path) implements Operation {}

    /** Puts a value in place of what is there. */
    record Replace(Pointer path, JsonNode value) implements Operation {}

    /** Takes a value away and puts it there. */
    record Move(Pointer from, Pointer path) implements Operation {}

    /** Puts the same value there too. */
    record Copy(Pointer from, Pointer path) implements Operation {}

    /** Goes on only if this value is there. */
    record Test(Pointer path, JsonNode value) implements Operation {}

    /** Reads an operation; members that none knows are passed over, as the standard demands. */
    static Operation of(JsonNode json) throws InvalidPatch {
        String op = text(json, "op");
        if (!NAMES.contains(op)) {
            throw new InvalidPatch("op: unknown \"" + Shown.line(op, Pointer.SHOWN) + "\"" + Names.nearest(op, NAMES)
                    .map(near -> "; did you mean \"" + near + "\"?").orElse("; use one of " + String.join(", ", NAMES)));
        }
        Pointer path = pointer(json, "path");
        return switch (op) {
            case "add" -> new Add(path, value(json));
            case "remove" -> new Remove(path);
            case "replace" -> new Replace(path, value(json));
            case "move" -> move(pointer(json, "from"), path);
            case "copy" -> new Copy(pointer(json, "from"), path);
            default -> new Test(path, value(json));
        };
    }

    private static Move move(Pointer from, Pointer path) throws InvalidPatch {
        if (path.isWithin(from)) {
            throw new InvalidPatch("path: " + path + " lies within " + from + ", which cannot be moved into itself");
        }
        return new Move(from, path);
    }

    private static String text(JsonNode json, String member) throws InvalidPatch {
        JsonNode text = json.path(member);
        if (!text.isString()) {
            throw new InvalidPatch(member + ": " + (text.isMissingNode() ? "is required" : "must be a text"));
        }
        return text.stringValue();
    }

    private static Pointer pointer(JsonNode json, String member) throws InvalidPatch {
        String text = text(json, member);
        try {
            return Pointer.parse(text);
        } catch (InvalidPatch e) {
            throw new InvalidPatch(member + ": " + e.getMessage());
        }
    }

    private static JsonNode value(JsonNode json) throws InvalidPatch {
        JsonNode value = json.path("value");
        if (value.isMissingNode()) {
            throw new InvalidPatch("value: is required");
        }
        return value;
    }

    /** As it is told in messages, for example {@code test /goal}. */
    default String name() {
        return switch (this) {
            case Add(Pointer path, _) -> "add " + path;
            case Remove(Pointer path) -> "remove " + path;
            case Replace(Pointer path, _) -> "replace " + path;
            case Move(Pointer from, Pointer path) -> "move " + from + " to " + path;
            case Copy(Pointer from, Pointer path) -> "copy " + from + " to " + path;
            case Test(Pointer path, _) -> "test " + path;
        };
    }

    /** The value after it; the one that is given may have been changed. */
    default JsonNode apply(JsonNode root) throws InvalidPatch {
        return switch (this) {
            case Add(Pointer path, JsonNode value) -> path.add(root, value.deepCopy());
            case Remove(Pointer path) -> path.remove(root);
            case Replace(Pointer path, JsonNode value) -> path.replace(root, value.deepCopy());
            case Move(Pointer from, Pointer path) -> {
                JsonNode moved = from.find(root);
                yield from.equals(path) ? root : path.add(from.remove(root), moved);
            }
            case Copy(Pointer from, Pointer path) -> path.add(root, from.find(root).deepCopy());
            case Test(Pointer path, JsonNode value) -> {
                JsonNode found = path.find(root);
                if (!same(found, value)) {
                    throw new InvalidPatch("is " + cut(found) + ", not " + cut(value));
                }
                yield root;
            }
        };
    }

    private static String cut(JsonNode value) {
        String text = value.toString();
        return text.length() <= 100 ? text : Beginning.of(text, 100) + " ...";
    }

    /** About how many characters it adds to a value by copying a part of it. */
    default long copies(JsonNode root) throws InvalidPatch {
        return this instanceof Copy(Pointer from, _) ? characters(from.find(root)) : 0;
    }

    private static long characters(JsonNode value) {
        if (!value.isContainer()) {
            return value.asString("").length() + 2L;
        }
        long characters = 2;
        for (JsonNode child : value) {
            characters += characters(child);
        }
        for (String name : value.propertyNames()) {
            characters += name.length() + 2;
        }
        return characters;
    }

    /** Equal as JSON: numbers by their value, objects whatever the order of their members. */
    private static boolean same(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue()) == 0;
        }
        if (one.isArray() && other.isArray()) {
            boolean equal = one.size() == other.size();
            for (int i = 0; equal && i < one.size(); i++) {
                equal = same(one.get(i), other.get(i));
            }
            return equal;
        }
        if (one.isObject() && other.isObject()) {
            return Set.copyOf(one.propertyNames()).equals(Set.copyOf(other.propertyNames()))
                    && one.propertyNames().stream().allMatch(name -> same(one.get(name), other.get(name)));
        }
        return one.equals(other);
    }
}
