package dev.planline.chaos.fault;

import java.time.Duration;

/**
 * Something that goes wrong on purpose.
 *
 * @param after how long after the one before has healed
 * @param lasts how long it lasts
 * @param pick says which of those that it may befall it befalls; not negative
 */
public record Fault(FaultKind kind, Duration after, Duration lasts, int pick) {}
