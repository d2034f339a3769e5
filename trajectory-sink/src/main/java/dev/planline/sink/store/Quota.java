package dev.planline.sink.store;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What one question may take: time of the database, and bytes of what it is answered with, which it holds of the budget of all
 * until it is closed. Holds for whatever the current thread asks within it. For one thread.
 */
public final class Quota implements AutoCloseable {

    private static final ScopedValue<Quota> CURRENT = ScopedValue.newInstance();

    /** About what a row takes beside its text, in bytes. */
    private static final int ROW = 64;

    private final Duration time;
    private final long bytes;
    private final Budget budget;
    private long endNanos;
    private long taken;

    /**
     * @param time that the database has, from when the question is asked
     * @param budget of all questions
     */
    public Quota(Duration time, long bytes, Budget budget) {
        this.time = time;
        this.bytes = bytes;
        this.budget = budget;
    }

    /** Asks within these limits. */
    public <T> T within(ScopedValue.CallableOp<T, RuntimeException> question) {
        endNanos = System.nanoTime() + time.toNanos();
        return ScopedValue.where(CURRENT, this).call(question);
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
            quota.hold(more);
        }
    }

    /** The current thread holds one more row, with this text. */
    public static String charged(String text) {
        take(ROW + text.getBytes(StandardCharsets.UTF_8).length);
        return text;
    }

    private void hold(long more) {
        if (taken + more > bytes) {
            throw new QuotaExceeded("the reply would have more than " + (bytes >> 20) + " MiB");
        }
        if (!budget.take(more)) {
            throw new BudgetSpent();
        }
        taken += more;
    }

    QuotaExceeded tooSlow() {
        return new QuotaExceeded("the question takes the database longer than " + time.toMillis() + " ms");
    }

    /** Gives back what it holds. */
    @Override
    public void close() {
        budget.giveBack(taken);
        taken = 0;
    }
}
