package dev.planline.cli.dev;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for a development mode to be ready. */
final class Readiness {

    private static final int LOOK_MS = 20;

    private Readiness() {}

    /** Waits until all workers poll, or it is over. */
    static void await(DevMode dev, CompletableFuture<?> over) {
        while (!dev.ready() && !over.isDone()) {
            pause(over);
        }
    }

    /** Waits a moment, or until it is over. */
    static void pause(CompletableFuture<?> over) {
        try {
            over.get(LOOK_MS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a worker stopped: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** In seconds, to a tenth. */
    static double seconds(long nanos) {
        return Math.round(nanos / 1e8) / 10.0;
    }
}
