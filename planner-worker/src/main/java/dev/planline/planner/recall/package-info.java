/**
 * Plans by what successful trajectories teach.
 *
 * <p>{@code RecallPlanner} is the planner. {@code ExemplarIndex} keeps an {@code Exemplar} for each way in which a goal was reached and finds the nearest to a new
 * goal. {@code Neighbourhood} and {@code Likeness} compare them, {@code Kriging} says how much each of them counts, {@code ExpectedF1} chooses
 * the parts, {@code Arrangement} puts them in order, and {@code Composition} makes a {@code Recollection} of it all.
 */
@NullMarked
package dev.planline.planner.recall;

import org.jspecify.annotations.NullMarked;
