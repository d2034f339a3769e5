package dev.planline.process;

import java.util.concurrent.CompletableFuture;

/**
 * Waits for SIGTERM or SIGINT, so that a process can drain first and then end with an exit code that says how that went,
 * rather than with the signal's.
 */
public final class StopSignal implements AutoCloseable {

    private final CompletableFuture<Void> received = new CompletableFuture<>();
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();
    private final Thread hook = new Thread(this::stop, "shutdown");

    /** Begins to wait. */
    public StopSignal() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Completes when the signal has come. */
    public CompletableFuture<Void> received() {
        return received.copy();
    }

    /** All is drained; a process that was signalled ends now. */
    public void end(int exitCode) {
        ended.complete(exitCode);
    }

    /** Waits no longer. A process that was signalled and did not drain ends as failed. */
    @Override
    public void close() {
        ended.complete(ServiceProcess.FAILED);
        if (!received.isDone()) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                return; // the signal has come just now
            }
        }
    }

    private void stop() {
        received.complete(null);
        Runtime.getRuntime().halt(ended.join());
    }
}
