package dev.planline.chaos.check;

/**
 * A message that a reader of what is committed saw.
 *
 * @param item number of the item of the workload that it came from
 * @param round which time of its task this is, from 1; 0 if nobody asked
 */
public record Sighting(Place place, int partition, long offset, int item, int round) {}
