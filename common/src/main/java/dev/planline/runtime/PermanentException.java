package dev.planline.runtime;

/** A handler failed in a way that no further attempt can mend; the message becomes a dead letter at once. */
public final class PermanentException extends Exception {

    private static final long serialVersionUID = 1;

    /** With what went wrong. */
    public PermanentException(String message) {
        super(message);
    }

    /** With what went wrong, and why. */
    public PermanentException(String message, Throwable cause) {
        super(message, cause);
    }
}
