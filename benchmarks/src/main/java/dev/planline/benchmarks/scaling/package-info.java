/** What more workers of a stage bring, and how long a partition stands still while they come and go. */
@NullMarked
package dev.planline.benchmarks.scaling;

import org.jspecify.annotations.NullMarked;
