package dev.planline.model;

/** How carrying something out ended. */
public enum TrajectoryOutcome {
    SUCCESS,
    PARTIAL,
    FAILURE,
    UNKNOWN
}
