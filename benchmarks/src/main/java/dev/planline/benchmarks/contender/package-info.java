/** Planline and its peers behind one small interface. */
@NullMarked
package dev.planline.benchmarks.contender;

import org.jspecify.annotations.NullMarked;
