/**
 * The planner stage: turns a task into a plan, and a rejected plan into its next revision.
 *
 * <p>{@code PlannerChain} asks its planners in turn and lets no plan with flaws pass its {@code Door}, {@code Repair} mends what a
 * rejection names. All of them are pure; {@code PlannerStage} is the only part that knows the runtime.
 */
@NullMarked
package dev.planline.planner;

import org.jspecify.annotations.NullMarked;
