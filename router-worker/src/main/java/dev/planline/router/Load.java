package dev.planline.router;

import java.time.Instant;
import java.util.Map;

/** What agents were given to do lately. Thread-safe. */
public interface Load {

    /** How many steps of an agent probably still go on. */
    double of(String agent, Instant now);

    /**
     * A plan was routed.
     *
     * @param assigned steps, by agent
     */
    void add(Map<String, Integer> assigned, Instant now);
}
