/** Named tables to sample trajectories from. */
@NullMarked
package dev.planline.sink.replay;

import org.jspecify.annotations.NullMarked;
