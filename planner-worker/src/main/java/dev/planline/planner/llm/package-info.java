/**
 * Plans with a model: what it is asked, and what its answers are worth. A goal is data to it and never an instruction, and no word of
 * its answers is taken unchecked. Calls go through {@code endpoint}.
 */
@NullMarked
package dev.planline.planner.llm;

import org.jspecify.annotations.NullMarked;
