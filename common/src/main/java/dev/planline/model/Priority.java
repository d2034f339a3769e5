package dev.planline.model;

/** How urgent a task is to its user. */
public enum Priority {
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL
}
