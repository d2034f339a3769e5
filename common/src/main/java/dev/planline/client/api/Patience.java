package dev.planline.client.api;

import java.time.Duration;

/**
 * How long a client waits.
 *
 * @param connect for a connection
 * @param answer for an answer to begin; how long it goes on after that is not limited
 * @param retries how often a read is asked again that the sink puts off with 429 or 503 and the header {@code Retry-After}
 * @param silence after which a subscription takes its connection for dead; the sink says something every 5 seconds
 */
public record Patience(Duration connect, Duration answer, int retries, Duration silence) {

    /** What holds unless it is given. */
    public static final Patience DEFAULT = new Patience(Duration.ofSeconds(5), Duration.ofSeconds(30), 3, Duration.ofSeconds(20));

    public Patience {
        if (!connect.isPositive() || !answer.isPositive() || !silence.isPositive() || retries < 0) {
            throw new IllegalArgumentException("patience is above zero, and retries are zero or more");
        }
    }
}
