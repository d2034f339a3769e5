/** Tries a pipeline: a workload, faults, and a checker that says whether anything was lost, doubled or left over. */
@NullMarked
package dev.planline.chaos;

import org.jspecify.annotations.NullMarked;
