package dev.planline.sink.store;

/** A question takes more than it may. */
public final class QuotaExceeded extends RuntimeException {

    private static final long serialVersionUID = 1L;

    QuotaExceeded(String message) {
        super(message);
    }
}
