package dev.planline.sink.api;

import dev.planline.sink.pool.Page;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What a request is answered with. */
sealed interface Reply {

    /** A value, as JSON. */
    record Json(int status, Object value, Map<String, String> headers) implements Reply {

        Json(int status, Object value) {
            this(status, value, Map.of());
        }
    }

    /** A text of some other type. */
    record Text(int status, String contentType, String text) implements Reply {}

    /** Something of any length, written as the client takes it. */
    record Stream(String contentType, Map<String, String> headers, Consumer<Output> content) implements Reply {}

    static Reply json(Object value) {
        return new Json(200, value);
    }

    /** Lines of JSON. */
    static Reply lines(Consumer<Output> content) {
        return new Stream("application/x-ndjson", Map.of(), content);
    }

    /** A whole list, in the way that the request wants it. */
    static Reply list(Request request, List<?> items) {
        return page(request, new Page<>(items, null));
    }

    /** A part of a list; as lines, the address of the next part is in the header {@code Link} (RFC 8288). */
    static Reply page(Request request, Page<?> page) {
        if (!request.wantsLines()) {
            return json(page);
        }
        String next = page.next();
        return new Stream("application/x-ndjson",
                next == null ? Map.of() : Map.of("Link", "<" + request.withCursor(next) + ">; rel=\"next\""),
                output -> page.items().forEach(output::line));
    }
}
