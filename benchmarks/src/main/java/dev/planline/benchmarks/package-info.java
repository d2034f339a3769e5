/** The command that runs the benchmarks. */
@NullMarked
package dev.planline.benchmarks;

import org.jspecify.annotations.NullMarked;
