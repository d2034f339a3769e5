package dev.planline.chaos;

import dev.planline.client.Cluster;
import java.net.URI;
import java.util.List;

/** Compares what a sink holds with what the log says. */
public interface PoolCheck {

    /**
     * Waits until the sink has read all that is there, but not for ever, and compares.
     *
     * @param sink its API
     * @return each difference, in words
     */
    List<String> differences(URI sink, Cluster cluster);
}
