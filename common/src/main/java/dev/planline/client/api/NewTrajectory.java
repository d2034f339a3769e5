package dev.planline.client.api;

import dev.planline.model.Trajectory;

/**
 * A trajectory that has arrived.
 *
 * @param position after it; a subscription from there gives what follows
 */
public record NewTrajectory(String position, Trajectory trajectory) {}
