package dev.planline.model;

/** A rough price class of an agent, for when its cost per step is not known. */
public enum CostTier {
    CHEAP,
    MEDIUM,
    EXPENSIVE
}
