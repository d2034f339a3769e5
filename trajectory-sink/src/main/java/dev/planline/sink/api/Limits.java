package dev.planline.sink.api;

import java.time.Duration;

/**
 * How much the API does at once, and how long it waits for a client.
 *
 * @param requests most that are answered at once; streams and probes are not counted
 * @param streams most replies of any length that are sent at once
 * @param receive time in which a request has to arrive
 * @param send time in which a client has to take a piece of a reply
 */
public record Limits(int requests, int streams, Duration receive, Duration send) {

    /** What holds unless it is set. */
    public static final Limits DEFAULT = new Limits(64, 32, Duration.ofSeconds(10), Duration.ofSeconds(30));

    /** Largest body of a request, in bytes. */
    static final int BODY = 1 << 20;

    /** Longest address of a request, in characters. */
    static final int ADDRESS = 8 << 10;

    /** Most headers of a request. */
    static final int HEADERS = 64;
}
