package dev.planline.model;

/** How a trajectory came about. */
public enum Operator {
    /** A first attempt. */
    BASELINE,
    /** A new strategy after a failure. */
    REVISION,
    /** A cross of two successes. */
    RECOMBINATION,
    /** A promising attempt, polished. */
    REFINEMENT
}
