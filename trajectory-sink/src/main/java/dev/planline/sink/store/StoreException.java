package dev.planline.sink.store;

import org.jspecify.annotations.Nullable;

/** The database cannot do what was asked of it now. */
public final class StoreException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
