/** Trajectories as tables to train from, in Parquet. */
@NullMarked
package dev.planline.cli.training;

import org.jspecify.annotations.NullMarked;
