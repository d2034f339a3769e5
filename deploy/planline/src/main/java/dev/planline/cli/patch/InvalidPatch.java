package dev.planline.cli.patch;

import dev.planline.text.Shown;

/**
 * A patch that is none, or that does not fit a value; the message says which operation, where, and why, in one line. It may quote both, so it
 * is made fit to be shown.
 */
public final class InvalidPatch extends Exception {

    private static final long serialVersionUID = 1L;

    /** Most characters of a message. */
    private static final int MOST = 2_000;

    InvalidPatch(String message) {
        super(Shown.line(message, MOST));
    }
}
