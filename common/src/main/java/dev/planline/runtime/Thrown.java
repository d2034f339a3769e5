package dev.planline.runtime;

import org.jspecify.annotations.Nullable;

/** What one thread threw, for another to hear of. */
final class Thrown {

    private Thrown() {}

    /** Throws it again; does nothing if it is null. */
    static void again(@Nullable Throwable failure) {
        switch (failure) {
            case null -> {
            }
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException("BUG: a checked exception", failure);
        }
    }
}
