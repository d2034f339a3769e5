package dev.planline.tracing;

/** The span of a record that is published on its own. Thread-safe. */
public interface Sending {

    /** The traceparent for its header. */
    String traceparent();

    /** The cluster has acknowledged it. */
    void acknowledged(int partition, long offset);

    /** It was not published. */
    void failed(Throwable failure);
}
