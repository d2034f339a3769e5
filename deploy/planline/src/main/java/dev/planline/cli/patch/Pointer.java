package dev.planline.cli.patch;

import dev.planline.text.Names;
import dev.planline.text.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A JSON Pointer (RFC 6901): the names and numbers on the way from the root to a value. */
record Pointer(List<String> tokens) {

    /** Most characters of a pointer that are told. */
    static final int SHOWN = 200;

    private static final Pattern INDEX = Pattern.compile("0|[1-9]\\d{0,8}");
    private static final Pattern BAD_ESCAPE = Pattern.compile("~(?![01])");
    private static final String BEHIND_THE_LAST = "-";

    Pointer {
        tokens = List.copyOf(tokens);
    }

    static Pointer parse(String text) throws InvalidPatch {
        if (text.isEmpty()) {
            return new Pointer(List.of());
        }
        if (!text.startsWith("/")) {
            throw new InvalidPatch("\"" + shown(text) + "\" is no pointer; it must be empty or begin with /, such as \"/"
                    + shown(text) + "\"");
        }
        if (BAD_ESCAPE.matcher(text).find()) {
            throw new InvalidPatch("\"" + shown(text) + "\" is no pointer; ~ is written ~0, and / within a name ~1");
        }
        var tokens = new ArrayList<String>();
        for (String token : text.substring(1).split("/", -1)) {
            tokens.add(token.replace("~1", "/").replace("~0", "~"));
        }
        return new Pointer(tokens);
    }

    /** Whether it leads to something inside of what another leads to. */
    boolean isWithin(Pointer other) {
        return tokens.size() > other.tokens.size() && tokens.subList(0, other.tokens.size()).equals(other.tokens);
    }

    /** What is there. */
    JsonNode find(JsonNode root) throws InvalidPatch {
        JsonNode found = root;
        for (int i = 0; i < tokens.size(); i++) {
            found = child(found, i);
        }
        return found;
    }

    /** The value with this put there. */
    JsonNode add(JsonNode root, JsonNode value) throws InvalidPatch {
        if (tokens.isEmpty()) {
            return value;
        }
        switch (parent(root)) {
            case ObjectNode object -> object.set(last(), value);
            case ArrayNode list -> list.insert(last().equals(BEHIND_THE_LAST) ? list.size() : index(last(), list.size()), value);
            case JsonNode other -> throw noContainer(other, tokens.size() - 1);
        }
        return root;
    }

    /** The value without what is there. */
    JsonNode remove(JsonNode root) throws InvalidPatch {
        if (tokens.isEmpty()) {
            throw new InvalidPatch("the whole value cannot be removed");
        }
        find(root);
        switch (parent(root)) {
            case ObjectNode object -> object.remove(last());
            case ArrayNode list -> list.remove(Integer.parseInt(last()));
            case JsonNode other -> throw noContainer(other, tokens.size() - 1);
        }
        return root;
    }

    /** The value with this in place of what is there. */
    JsonNode replace(JsonNode root, JsonNode value) throws InvalidPatch {
        if (tokens.isEmpty()) {
            return value;
        }
        find(root);
        switch (parent(root)) {
            case ObjectNode object -> object.set(last(), value);
            case ArrayNode list -> list.set(Integer.parseInt(last()), value);
            case JsonNode other -> throw noContainer(other, tokens.size() - 1);
        }
        return root;
    }

    private JsonNode parent(JsonNode root) throws InvalidPatch {
        return new Pointer(tokens.subList(0, tokens.size() - 1)).find(root);
    }

    private String last() {
        return tokens.getLast();
    }

    private JsonNode child(JsonNode parent, int position) throws InvalidPatch {
        String token = tokens.get(position);
        return switch (parent) {
            case ObjectNode object -> {
                JsonNode child = object.get(token);
                if (child == null) {
                    throw new InvalidPatch("there is no " + upTo(position) + Names.didYouMean(token, object.propertyNames()));
                }
                yield child;
            }
            case ArrayNode list -> list.get(index(token, list.size() - 1));
            case JsonNode other -> throw noContainer(other, position);
        };
    }

    private int index(String token, int most) throws InvalidPatch {
        if (!INDEX.matcher(token).matches()) {
            throw new InvalidPatch(
                    "\"" + shown(token) + "\" in " + this + " is no position in a list; it is a number from 0 without leading zeros");
        }
        int index = Integer.parseInt(token);
        if (index > most) {
            throw new InvalidPatch(
                    this + " lies beyond the end of the list" + (most < 0 ? ", which is empty" : "; the last position is " + most));
        }
        return index;
    }

    private InvalidPatch noContainer(JsonNode other, int position) {
        return new InvalidPatch(upTo(position - 1) + " is " + other.getNodeType().name().toLowerCase(Locale.ROOT)
                + ", neither an object nor a list, so there is no " + this);
    }

    private String upTo(int position) {
        return new Pointer(tokens.subList(0, position + 1)).toString();
    }

    @Override
    public String toString() {
        if (tokens.isEmpty()) {
            return "the whole value";
        }
        var text = new StringBuilder();
        tokens.forEach(token -> text.append('/').append(token.replace("~", "~0").replace("/", "~1")));
        return shown(text.toString());
    }

    private static String shown(String text) {
        return Shown.line(text, SHOWN);
    }
}
