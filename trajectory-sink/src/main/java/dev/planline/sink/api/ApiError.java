package dev.planline.sink.api;

import dev.planline.sink.replay.Sampling;
import java.util.Map;

/** A request that cannot be answered; becomes the one shape that all errors of the API have. */
final class ApiError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String field;
    private final String hint;

    private ApiError(int status, String code, String message, String field, String hint) {
        super(message);
        this.status = status;
        this.code = code;
        this.field = field;
        this.hint = hint;
    }

    static ApiError invalid(String field, String message) {
        return new ApiError(400, "INVALID_REQUEST", message, field, "");
    }

    static ApiError invalid(String field, String message, String hint) {
        return new ApiError(400, "INVALID_REQUEST", message, field, hint);
    }

    static ApiError notFound(String what, String hint) {
        return new ApiError(404, "NOT_FOUND", what, "", hint);
    }

    static ApiError wrongMethod(String allowed) {
        return new ApiError(405, "METHOD_NOT_ALLOWED", "use " + allowed, "", "");
    }

    static ApiError tooLarge(int limit) {
        return new ApiError(413, "TOO_LARGE", "the request has more than " + limit + " bytes", "", "send fewer items at once");
    }

    static ApiError limited(Sampling.Limited limited) {
        return new ApiError(429, "LIMITED", "the rate limit of the table \"" + limited.table() + "\" does not allow it yet: it holds "
                + limited.size() + " trajectories, " + limited.inserts() + " were put in and " + limited.samples() + " items drawn", "",
                limited.missingInserts() + " more trajectories have to come first");
    }

    static ApiError unavailable(String message) {
        return new ApiError(503, "UNAVAILABLE", message, "", "try again");
    }

    static ApiError internal() {
        return new ApiError(500, "INTERNAL", "the sink failed to answer; its log says why", "", "");
    }

    int status() {
        return status;
    }

    Map<String, Object> body() {
        return Map.of("error", Map.of("code", code, "message", String.valueOf(getMessage()), "field", field, "hint", hint));
    }
}
