/** For programs that ask the sink: trajectories, samples, parents, tasks, and events as trajectories arrive. */
@NullMarked
package dev.planline.client.api;

import org.jspecify.annotations.NullMarked;
