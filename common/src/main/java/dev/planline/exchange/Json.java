package dev.planline.exchange;

import dev.planline.wire.Codec;
import dev.planline.wire.Decoded;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values as maps of JSON, to take fields out of and put fields into. */
final class Json {

    static final Codec CODEC = new Codec();

    private Json() {}

    /** The fields of a record, in a map of its own. */
    static Map<String, Object> fields(Record value) {
        return fields(CODEC.encode(value));
    }

    /** The fields of an object that is known to decode, in a map of its own. */
    @SuppressWarnings("unchecked") // an object of JSON has texts as keys
    static Map<String, Object> fields(byte[] json) {
        Decoded<?> decoded = CODEC.decode(Map.class, json);
        if (decoded instanceof Decoded.Value<?>(Map<?, ?> fields)) {
            return (Map<String, Object>) fields;
        }
        throw new IllegalStateException("BUG: what decoded as a record is no object");
    }

    /** The object in a field; empty if none is there. */
    @SuppressWarnings("unchecked") // an object of JSON has texts as keys
    static Map<String, Object> object(Map<String, Object> fields, String name) {
        return fields.get(name) instanceof Map<?, ?> map ? (Map<String, Object>) map : new LinkedHashMap<>();
    }

    /** The objects of the list in a field; empty if none is there. */
    @SuppressWarnings("unchecked") // an object of JSON has texts as keys
    static List<Map<String, Object>> objects(Map<String, Object> fields, String name) {
        return fields.get(name) instanceof List<?> list ? (List<Map<String, Object>>) list : List.of();
    }
}
