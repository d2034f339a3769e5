package dev.planline.runtime;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Something that reads from the cluster until it is closed: a worker, or the sink. */
public interface Service extends AutoCloseable {

    /** What it is called in logs and checks. */
    String name();

    /** Whether it has joined its group and polls. */
    boolean polling();

    /** Time since its loop last turned. */
    Duration sinceLastTurn();

    /** Completes when it has stopped; exceptionally if it was not asked to. */
    CompletableFuture<Void> stopped();

    /** Finishes what has begun, commits it and leaves the group. Waits until that is done, or its deadline has passed. */
    @Override
    void close();
}
