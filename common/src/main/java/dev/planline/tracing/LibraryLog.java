package dev.planline.tracing;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Takes what the library says in the JDK's log, which nobody reads here, and remembers the last of it: the only place where it tells
 * what a collector answered. Thread-safe.
 */
final class LibraryLog extends Handler {

    private static final int LONGEST = 300;
    private static final LibraryLog INSTANCE = new LibraryLog();

    /** Held here, or the JDK would forget what is set on it. */
    private static final Logger LIBRARY = Logger.getLogger("io.opentelemetry");

    static {
        LIBRARY.setUseParentHandlers(false);
        LIBRARY.addHandler(INSTANCE);
    }

    private volatile String last = "the export failed";

    private LibraryLog() {}

    /** Takes over the log of the library. */
    static LibraryLog take() {
        return INSTANCE;
    }

    /** What it last warned of. */
    String last() {
        return last;
    }

    @Override
    public void publish(LogRecord entry) {
        if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
            String message = String.valueOf(entry.getMessage());
            last = message.substring(0, Math.min(message.length(), LONGEST));
        }
    }

    @Override
    public void flush() {
        // keeps nothing
    }

    @Override
    public void close() {
        // stays for all
    }
}
