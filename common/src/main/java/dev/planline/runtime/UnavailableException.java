package dev.planline.runtime;

import java.time.Duration;

/**
 * A collaborator that a handler needs is known to be down, for example because its circuit breaker is open.
 *
 * <p>The whole worker holds back for a while and then handles the same message again, as often as it takes. Such a call
 * counts neither as an attempt nor towards the deadline, and never makes a dead letter.
 */
public final class UnavailableException extends Exception {

    private static final long serialVersionUID = 1;

    private final Duration retryAfter;

    /**
     * @param collaborator who is down, in a few words
     * @param retryAfter how long to hold back
     */
    public UnavailableException(String collaborator, Duration retryAfter) {
        super(collaborator + " is unavailable");
        this.retryAfter = retryAfter;
    }

    /** How long to hold back. */
    public Duration retryAfter() {
        return retryAfter;
    }
}
