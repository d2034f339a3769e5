package dev.planline.client.api;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The sink has answered that it will not do what was asked. The one shape of all errors of the API. */
public final class SinkRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String field;
    private final String problem;
    private final String hint;
    private final @Nullable Duration retryAfter;

    SinkRefused(int status, String code, String field, String problem, String hint, @Nullable Duration retryAfter) {
        super((field.isEmpty() ? "" : field + ": ") + problem + (hint.isEmpty() ? "" : "; " + hint));
        this.status = status;
        this.code = code;
        this.field = field;
        this.problem = problem;
        this.hint = hint;
        this.retryAfter = retryAfter;
    }

    /** The status of HTTP, 400 or more. */
    public int status() {
        return status;
    }

    /** For programs, for example {@code INVALID_REQUEST}, {@code NOT_FOUND} or {@code LIMITED}; empty if the answer is not of a sink. */
    public String code() {
        return code;
    }

    /** The parameter or field concerned; empty if none is. */
    public String field() {
        return field;
    }

    /** What is wrong, without the field and the hint that are in the message. */
    public String problem() {
        return problem;
    }

    /** The way out; empty if none is known. */
    public String hint() {
        return hint;
    }

    /** When it may be asked again, if the sink says so. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
