package dev.planline.client.api;

import java.io.IOException;
import java.io.UncheckedIOException;

/** There was no answer, or it broke off; whether what was asked for is done is unknown. */
public final class SinkUnavailable extends UncheckedIOException {

    private static final long serialVersionUID = 1L;

    private final boolean begun;

    private SinkUnavailable(String message, IOException cause, boolean begun) {
        super(message, cause);
        this.begun = begun;
    }

    static SinkUnavailable silent(Object base, IOException cause) {
        return new SinkUnavailable("the API at " + base + " does not answer (" + cause + ")", cause, /* begun= */ false);
    }

    static SinkUnavailable brokenOff(Object base, IOException cause) {
        return new SinkUnavailable("the API at " + base + " broke off: " + cause.getMessage(), cause, /* begun= */ true);
    }

    /** Whether an answer had begun. */
    public boolean begun() {
        return begun;
    }
}
