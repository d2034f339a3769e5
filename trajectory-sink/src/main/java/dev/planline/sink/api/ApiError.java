package dev.planline.sink.api;

import dev.planline.sink.replay.Sampling;
import java.util.Map;

/** A request that cannot be answered; becomes the one shape that all errors of the API have. */
final class ApiError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final Map<String, String> RETRY = Map.of("Retry-After", "1");

    /** What is wrong, for programs. */
    enum Code {
        /** 400: a parameter or the body is wrong. */
        INVALID_REQUEST,
        /** 401: the token is missing or unknown. */
        UNAUTHENTICATED,
        /** 403: the token may only read. */
        FORBIDDEN,
        /** 404: there is nothing of that name. */
        NOT_FOUND,
        /** 405: another method is to be used. */
        METHOD_NOT_ALLOWED,
        /** 413, 414 or 431: the body, the address or the headers are too large. */
        TOO_LARGE,
        /** 429: the rate limit of a table does not allow it yet. */
        LIMITED,
        /** 500: the sink failed. */
        INTERNAL,
        /** 503: as many requests are being answered as may be at once, or their replies hold as much as they may. */
        BUSY,
        /** 503: the sink is starting, or what it needs is not there. */
        UNAVAILABLE
    }

    private final int status;
    private final Code code;
    private final String field;
    private final String hint;
    private final transient Map<String, String> headers;

    private ApiError(int status, Code code, String message, String field, String hint) {
        this(status, code, message, field, hint, Map.of());
    }

    private ApiError(int status, Code code, String message, String field, String hint, Map<String, String> headers) {
        super(message);
        this.headers = headers;
        this.status = status;
        this.code = code;
        this.field = field;
        this.hint = hint;
    }

    static ApiError invalid(String field, String message) {
        return new ApiError(400, Code.INVALID_REQUEST, message, field, "");
    }

    static ApiError invalid(String field, String message, String hint) {
        return new ApiError(400, Code.INVALID_REQUEST, message, field, hint);
    }

    /** The question takes more than one may. */
    static ApiError tooMuch(String message) {
        return new ApiError(400, Code.INVALID_REQUEST, message, "", "ask for fewer, or for some by a filter; an export has no such limit");
    }

    /** The token is missing or wrong; the problem is a code of RFC 6750, or empty if there is no token. */
    static ApiError unauthenticated(String message, String problem) {
        return new ApiError(401, Code.UNAUTHENTICATED, message, "",
                "send the header Authorization: Bearer TOKEN, with a token of the sink's settings",
                challenge(problem.isEmpty() ? "" : ", error=\"" + problem + "\""));
    }

    /** The token is known, but may not do that. */
    static ApiError forbidden(String message) {
        return new ApiError(403, Code.FORBIDDEN, message, "", "send a token of sink.api.write.tokens",
                challenge(", error=\"insufficient_scope\", scope=\"write\""));
    }

    private static Map<String, String> challenge(String more) {
        return Map.of("WWW-Authenticate", "Bearer realm=\"planline\"" + more);
    }

    static ApiError notFound(String what, String hint) {
        return new ApiError(404, Code.NOT_FOUND, what, "", hint);
    }

    static ApiError wrongMethod(String allowed) {
        return new ApiError(405, Code.METHOD_NOT_ALLOWED, "use " + allowed, "", "", Map.of("Allow", allowed));
    }

    static ApiError tooLarge(int limit) {
        return new ApiError(413, Code.TOO_LARGE, "the request has more than " + limit + " bytes", "", "send fewer items at once");
    }

    static ApiError limited(Sampling.Limited limited) {
        return new ApiError(429, Code.LIMITED, "the rate limit of the table \"" + limited.table() + "\" does not allow it yet: it holds "
                + limited.size() + " trajectories, " + limited.inserts() + " were put in and " + limited.samples() + " items drawn", "",
                limited.missingInserts() + " more trajectories have to come first");
    }

    static ApiError addressTooLong(int limit) {
        return new ApiError(414, Code.TOO_LARGE, "the address has more than " + limit + " characters", "", "ask for less at once");
    }

    static ApiError tooManyHeaders(int limit) {
        return new ApiError(431, Code.TOO_LARGE, "the request has more than " + limit + " headers", "", "send fewer");
    }

    static ApiError busy() {
        return new ApiError(503, Code.BUSY, "the sink answers as many requests of this kind as it may at once", "",
                "try again; sink.api.max.requests and sink.api.max.streams say how many", RETRY);
    }

    /** Other replies hold what this one needs. */
    static ApiError noRoom(String message) {
        return new ApiError(503, Code.BUSY, message, "", "try again, or ask for less; a larger heap has room for more", RETRY);
    }

    static ApiError unavailable(String message) {
        return new ApiError(503, Code.UNAVAILABLE, message, "", "try again", RETRY);
    }

    static ApiError internal() {
        return new ApiError(500, Code.INTERNAL, "the sink failed to answer; its log says why", "", "");
    }

    Reply reply() {
        Map<String, Object> body = Map.of("error",
                Map.of("code", code.name(), "message", String.valueOf(getMessage()), "field", field, "hint", hint));
        return new Reply.Json(status, body, headers);
    }
}
