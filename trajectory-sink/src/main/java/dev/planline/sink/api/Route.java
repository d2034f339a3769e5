package dev.planline.sink.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An address of the API.
 *
 * @param path with names in braces, for example {@code /v1/tasks/{id}}
 */
record Route(String method, String path, Answer answer) {

    /** Makes the reply. */
    @FunctionalInterface
    interface Answer {
        Reply to(Request request);
    }

    static Route get(String path, Answer answer) {
        return new Route("GET", path, answer);
    }

    static Route post(String path, Answer answer) {
        return new Route("POST", path, answer);
    }

    /** What stands for the braces if an address is of this route; empty if it is not. */
    Optional<Map<String, String>> match(String rawPath) {
        List<String> wanted = List.of(path.split("/", -1));
        List<String> given = List.of(rawPath.split("/", -1));
        if (wanted.size() != given.size()) {
            return Optional.empty();
        }
        var values = new LinkedHashMap<String, String>();
        for (int i = 0; i < wanted.size(); i++) {
            String part = wanted.get(i);
            if (part.startsWith("{")) {
                values.put(part.substring(1, part.length() - 1), Request.decode(given.get(i)));
            } else if (!part.equals(given.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }
}
