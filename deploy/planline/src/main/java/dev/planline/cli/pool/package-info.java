/** The commands for the pool of trajectories and the replay buffer. */
@NullMarked
package dev.planline.cli.pool;

import org.jspecify.annotations.NullMarked;
