/** Which trajectories become parents: a pure function of candidates, rule and seed. */
@NullMarked
package dev.planline.sink.pool.selection;

import org.jspecify.annotations.NullMarked;
