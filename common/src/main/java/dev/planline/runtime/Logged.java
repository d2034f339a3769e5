package dev.planline.runtime;

import java.time.Instant;

/**
 * A value on a log.
 *
 * @param at when it was appended, as its record says
 */
public record Logged<V extends Record>(V value, Instant at) {}
