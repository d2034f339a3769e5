/** Medians and spreads as a table, raw results as JSON. */
@NullMarked
package dev.planline.benchmarks.report;

import org.jspecify.annotations.NullMarked;
