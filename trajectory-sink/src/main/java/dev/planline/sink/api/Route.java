package dev.planline.sink.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An address of the API.
 *
 * @param path with names in braces, for example {@code /v1/tasks/{id}}
 * @param role what a token must allow
 */
record Route(String method, String path, Access.Role role, Load load, Answer answer) {

    /** Makes the reply. */
    @FunctionalInterface
    interface Answer {
        Reply to(Request request);
    }

    /** What counts together against a limit. */
    enum Load {
        /** What whatever watches over the process asks; not limited. */
        PROBE,
        /** A reply that is short. */
        REQUEST,
        /** A reply of any length. */
        STREAM
    }

    static Route probe(String path, Answer answer) {
        return new Route("GET", path, Access.Role.NONE, Load.PROBE, answer);
    }

    static Route get(String path, Answer answer) {
        return new Route("GET", path, Access.Role.READ, Load.REQUEST, strict(answer));
    }

    static Route stream(String path, Answer answer) {
        return new Route("GET", path, Access.Role.READ, Load.STREAM, strict(answer));
    }

    /** Takes a body and no parameters. */
    static Route post(String path, Answer answer) {
        return new Route("POST", path, Access.Role.WRITE, Load.REQUEST, request -> {
            request.refuseUnknown();
            return answer.to(request);
        });
    }

    /** Refuses parameters that the answer did not ask for; nothing was sent or changed by then. */
    private static Answer strict(Answer answer) {
        return request -> {
            Reply reply = answer.to(request);
            request.refuseUnknown();
            return reply;
        };
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
                values.put(part.substring(1, part.length() - 1), Request.decode(given.get(i).replace("+", "%2B"))); // a blank only in a query
            } else if (!part.equals(given.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }
}
