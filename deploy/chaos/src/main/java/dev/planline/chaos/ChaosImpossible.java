package dev.planline.chaos;

import java.io.Serial;

/** A run could not begin; its message says why. */
public final class ChaosImpossible extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    ChaosImpossible(String message) {
        super(message);
    }
}
