package dev.planline.planner.llm.endpoint;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One request came to nothing. Its message never holds anything that the other side said. */
final class CallFailed extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** What a failure says about the endpoint. */
    enum Kind {
        /** It may be over in a moment. */
        TRANSIENT,
        /** It will not be over in a moment. */
        LASTING,
        /** The endpoint is well, and refuses this request. */
        REFUSED,
        /** Nobody waits for the reply any more. */
        CANCELLED
    }

    private final Kind kind;
    private final transient @Nullable Duration retryAfter;

    CallFailed(Kind kind, String message, @Nullable Duration retryAfter) {
        super(message);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    CallFailed(Kind kind, String message) {
        this(kind, message, null);
    }

    /** What a status says that is not of success. */
    static CallFailed status(int status, @Nullable Duration retryAfter) {
        Kind kind = switch (status) {
            case 408, 429 -> Kind.TRANSIENT;
            case 400, 413, 422 -> Kind.REFUSED;
            default -> status >= 500 ? Kind.TRANSIENT : Kind.LASTING;
        };
        return new CallFailed(kind, "the endpoint answered with the status " + status, retryAfter);
    }

    /** The failure that a library may have wrapped; what else went wrong is a reply that cannot be read. */
    static CallFailed in(RuntimeException failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof CallFailed found) {
                return found;
            }
        }
        return new CallFailed(Kind.LASTING, "the endpoint's reply cannot be read");
    }

    Kind kind() {
        return kind;
    }

    /** How long the endpoint asks to wait; null if it does not say. */
    @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
