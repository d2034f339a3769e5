/** What is sent to try a pipeline: a function of a seed. */
@NullMarked
package dev.planline.chaos.workload;

import org.jspecify.annotations.NullMarked;
