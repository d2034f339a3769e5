package dev.planline.chaos.workload;

import java.util.List;

/**
 * Items that are sent together.
 *
 * @param number from 0
 */
public record Batch(int number, Way way, List<Item> items) {

    public Batch {
        items = List.copyOf(items);
    }

    /** How they are sent. */
    public enum Way {
        /** Each for itself, as {@code TaskPublisher} does. */
        PUBLISHED,
        /** In one transaction. */
        COMMITTED,
        /** In one transaction, which is then given up: nobody may ever see them. */
        ABORTED
    }
}
