/** What is to be done, the same for all contenders. */
@NullMarked
package dev.planline.benchmarks.workload;

import org.jspecify.annotations.NullMarked;
