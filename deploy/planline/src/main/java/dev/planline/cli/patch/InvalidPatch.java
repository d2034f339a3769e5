package dev.planline.cli.patch;

/** A patch that is none, or that does not fit a value; the message says which operation, where, and why. */
public final class InvalidPatch extends Exception {

    private static final long serialVersionUID = 1L;

    InvalidPatch(String message) {
        super(message);
    }
}
