package dev.planline.sink.store;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one question may take: time of the database, and bytes of what it is answered with. Holds for whatever the current thread
 * asks within it.
 */
public final class Quota {

    private static final ScopedValue<Quota> CURRENT = ScopedValue.newInstance();

    /** About what a row takes beside its text, in bytes. */
    private static final int ROW = 64;

    private final long endNanos;
    private final Duration time;
    private final long bytes;
    private long taken;

    private Quota(Duration time, long bytes) {
        this.time = time;
        this.bytes = bytes;
        this.endNanos = System.nanoTime() + time.toNanos();
    }

    /** Asks within these limits. */
    public static <T> T within(Duration time, long bytes, ScopedValue.CallableOp<T, RuntimeException> question) {
        return ScopedValue.where(CURRENT, new Quota(time, bytes)).call(question);
    }

    /** That of the current thread; null if it has none. */
    static @Nullable Quota current() {
        return CURRENT.isBound() ? CURRENT.get() : null;
    }

    /** Nanoseconds until the question is given up. */
    long nanosLeft() {
        return endNanos - System.nanoTime();
    }

    /** The current thread holds so many more bytes. */
    public static void take(long more) {
        Quota quota = current();
        if (quota != null) {
            quota.taken += more;
            if (quota.taken > quota.bytes) {
                throw new QuotaExceeded("the reply would have more than " + (quota.bytes >> 20) + " MiB");
            }
        }
    }

    /** The current thread holds one more row, with this text. */
    public static String charged(String text) {
        take(ROW + text.getBytes(StandardCharsets.UTF_8).length);
        return text;
    }

    QuotaExceeded tooSlow() {
        return new QuotaExceeded("the question takes the database longer than " + time.toMillis() + " ms");
    }
}
