/** Trajectories in the formats of others. */
@NullMarked
package dev.planline.exchange;

import org.jspecify.annotations.NullMarked;
