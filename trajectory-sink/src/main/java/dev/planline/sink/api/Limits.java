package dev.planline.sink.api;

import java.time.Duration;

/**
 * How much the API does at once, and how long it waits for a client.
 *
 * @param requests most that are answered at once; streams and probes are not counted
 * @param streams most replies of any length that are sent at once
 * @param receive time in which a request has to arrive
 * @param send time in which a client has to take a piece of a reply
 * @param query time that the database has for a request that is no stream
 */
public record Limits(int requests, int streams, Duration receive, Duration send, Duration query) {

    /** What holds unless it is set. */
    public static final Limits DEFAULT = new Limits(64, 32, Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(30));

    /** Most that a reply holds which is no stream, in bytes of its trajectories and other rows. */
    public static final long REPLY = 64L << 20;

    /** All such replies together hold at most one of so many parts of the heap. */
    public static final int HEAP_PARTS = 8;

    /** Largest body of a request, in bytes. */
    public static final int BODY = 1 << 20;

    /** Longest address of a request, in characters. */
    public static final int ADDRESS = 8 << 10;

    /** Most headers of a request. */
    public static final int HEADERS = 64;

    Limits(int requests, int streams, Duration receive, Duration send) {
        this(requests, streams, receive, send, DEFAULT.query());
    }

    /**
     * Most bytes that all replies hold together which are no streams; there is room for one, however small the heap is.
     *
     * @param heap most that it grows to
     */
    static long together(long heap) {
        return Math.max(REPLY, heap / HEAP_PARTS);
    }
}
