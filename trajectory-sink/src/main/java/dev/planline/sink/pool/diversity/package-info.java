/** How far trajectories are from each other, and sets and pairs of those that are far: pure functions. */
@NullMarked
package dev.planline.sink.pool.diversity;

import org.jspecify.annotations.NullMarked;
