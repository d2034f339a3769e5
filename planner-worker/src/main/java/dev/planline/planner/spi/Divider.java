package dev.planline.planner.spi;

/** Knows what parts have parts. */
@FunctionalInterface
public interface Divider<P extends Part> {

    /** The parts of a part, or why there are none. */
    Division<P> divide(P whole) throws InterruptedException;
}
