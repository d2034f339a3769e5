package dev.planline.runtime;

import org.jspecify.annotations.Nullable;

/** What one thread threw, for another to hear of. */
public final class Thrown {

    private Thrown() {}

    /** Throws it again, a runtime exception or an error; does nothing if it is null. */
    public static void again(@Nullable Throwable failure) {
        switch (failure) {
            case null -> {
            }
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException("BUG: a checked exception", failure);
        }
    }
}
