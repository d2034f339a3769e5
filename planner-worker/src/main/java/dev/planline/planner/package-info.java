/** The planner stage: turns a task into a plan. */
@NullMarked
package dev.planline.planner;

import org.jspecify.annotations.NullMarked;
