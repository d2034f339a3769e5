/** How long the decisions of the stages take, without a broker and without JSON. */
@NullMarked
package dev.planline.benchmarks.decisions;

import org.jspecify.annotations.NullMarked;
