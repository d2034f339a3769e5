/** The queryable set of trajectories. */
@NullMarked
package dev.planline.sink.pool;

import org.jspecify.annotations.NullMarked;
