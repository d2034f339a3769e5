package dev.planline.runtime;

import java.util.List;

/** Learns from a whole log, through a {@link LogView}, which calls it from one thread. */
@FunctionalInterface
public interface Learner<V extends Record> {

    /** The reading begins, or begins anew after a failure of the broker: all values come again. */
    default void begin() {
        // whoever can take a value twice need not know
    }

    /** Learns from the next values, one or more, in the order of each partition. */
    void learn(List<Logged<V>> values);
}
