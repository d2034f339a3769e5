package dev.planline.planner.recall;

import java.util.List;

/**
 * What the exemplars say about a goal.
 *
 * @param steps in an order in which each stands after those that it depends on
 * @param confidence how good the plan is expected to be, as F1 of its steps, in 0..1
 * @param basedOn ids of the trajectories that count most, the weightiest first
 */
record Recollection(List<RecalledStep> steps, double confidence, List<String> basedOn) {

    Recollection {
        steps = List.copyOf(steps);
        basedOn = List.copyOf(basedOn);
    }

    /**
     * One step.
     *
     * @param dependsOn places of steps that come before, in the list of steps
     * @param begin where the part of the goal begins that speaks for it most, in characters
     * @param end where that ends; equal to {@code begin} if no part of the goal does
     */
    record RecalledStep(Part part, List<Integer> dependsOn, int begin, int end) {

        RecalledStep {
            dependsOn = List.copyOf(dependsOn);
        }
    }
}
