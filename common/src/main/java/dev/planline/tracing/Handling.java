package dev.planline.tracing;

import org.jspecify.annotations.Nullable;

/**
 * The span of a record that is handled, and those of what is published for it. They are exported when the outcome is committed, and
 * never if it is not, so that a trace shows each outcome once. For one thread after the other, but for {@link #placed}.
 */
public interface Handling {

    /** The id of its trace, 32 hexadecimal digits. */
    String traceId();

    /** The id of its span, 16 hexadecimal digits. */
    String spanId();

    /** Notes that a call of the handler failed. */
    void callFailed(int call, Throwable failure);

    /** Notes that the handling waits for a collaborator that is down. */
    void heldBack(@Nullable String reason);

    /** Begins the span of a further record that is published; the result is the traceparent for its header. */
    String send(String topic, @Nullable String key);

    /** Notes where the {@code index}th record that is published stands. Thread-safe. */
    void placed(int index, int partition, long offset);

    /** Handling is done. */
    void done();

    /** Handling is done: the record is given up. */
    void gaveUp(String kind, String reason);

    /** The outcome is committed. */
    void committed();
}
