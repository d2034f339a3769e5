package dev.planline.cli.console;

/** Does something when the process is interrupted, unless it is closed before. */
public final class AtExit implements AutoCloseable {

    private final Thread hook;

    /** From now on. */
    public AtExit(Runnable deed) {
        hook = new Thread(deed, "cleanup");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // the process is ending, and the hook runs
        }
    }
}
