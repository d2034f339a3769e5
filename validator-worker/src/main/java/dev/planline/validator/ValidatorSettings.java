package dev.planline.validator;

import dev.planline.model.CostTier;

/**
 * What the validator can be told.
 *
 * @param maxRounds rejections after which a task is given up, the last included
 * @param maxFanOut most dependencies of a step, and most steps that depend on one
 * @param defaultStepSeconds how long a step takes if its agent does not say
 * @param cheapUsd what a step costs with a cheap agent that does not say
 * @param mediumUsd what a step costs with an agent of the medium tier that does not say
 * @param expensiveUsd what a step costs with an expensive agent that does not say
 */
public record ValidatorSettings(int maxRounds, int maxFanOut, double defaultStepSeconds, double cheapUsd, double mediumUsd,
        double expensiveUsd) {

    /** Three rounds, fan-out 200, a minute a step. */
    public static final ValidatorSettings DEFAULT = new ValidatorSettings(3, 200, 60, 0.005, 0.02, 0.10);

    double costOf(CostTier tier) {
        return switch (tier) {
            case CHEAP -> cheapUsd;
            case MEDIUM -> mediumUsd;
            case EXPENSIVE -> expensiveUsd;
        };
    }
}
