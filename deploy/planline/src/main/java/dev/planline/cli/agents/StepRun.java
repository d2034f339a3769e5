package dev.planline.cli.agents;

import dev.planline.model.Agent;
import dev.planline.model.Step;
import dev.planline.model.TrajectoryOutcome;

/**
 * What becomes of one step.
 *
 * @param attempts how often the agent tries; 0 if something before the step failed, so that it is never begun
 * @param quality how good the result is, in 0..1
 * @param durationSeconds of all attempts together, simulated
 */
record StepRun(
        Step step, Agent agent, TrajectoryOutcome outcome, int attempts, double quality, double durationSeconds, double costUsd,
        long tokensIn, long tokensOut) {

    boolean begun() {
        return attempts > 0;
    }

    boolean succeeded() {
        return outcome == TrajectoryOutcome.SUCCESS;
    }
}
