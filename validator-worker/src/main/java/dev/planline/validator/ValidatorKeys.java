package dev.planline.validator;

import dev.planline.settings.Definition;
import dev.planline.settings.Rule;
import dev.planline.settings.Settings;
import java.util.List;

/** The keys of the settings of the validator. */
public final class ValidatorKeys {

    private static final Definition<Integer> MAX_ROUNDS = Definition
            .integer("validator.rounds", "Rejections after which a task is given up, the last included.")
            .orElse("3")
            .where(Rule.between(1, 20));
    private static final Definition<Integer> MAX_FAN_OUT = Definition
            .integer("validator.fan.out", "Most dependencies of a step, and most steps that depend on one.")
            .orElse("200")
            .where(Rule.between(1, 1_000));
    private static final Definition<Double> STEP_SECONDS = Definition
            .decimal("validator.step.seconds", "How long a step takes if its agent does not say, in seconds.")
            .orElse("60")
            .where(Rule.atLeast(0.0));
    private static final Definition<Double> CHEAP_USD = cost("cheap", "0.005");
    private static final Definition<Double> MEDIUM_USD = cost("medium", "0.02");
    private static final Definition<Double> EXPENSIVE_USD = cost("expensive", "0.10");

    private ValidatorKeys() {}

    private static Definition<Double> cost(String tier, String fallback) {
        return Definition
                .decimal("validator.cost." + tier + ".usd",
                        "What a step costs with an agent of the tier `" + tier + "` that does not say, in US dollars.")
                .orElse(fallback)
                .where(Rule.atLeast(0.0));
    }

    /** All of them. */
    public static List<Definition<?>> all() {
        return List.of(MAX_ROUNDS, MAX_FAN_OUT, STEP_SECONDS, CHEAP_USD, MEDIUM_USD, EXPENSIVE_USD);
    }

    /** The settings of a validator. */
    public static ValidatorSettings read(Settings settings) {
        return new ValidatorSettings(
                settings.get(MAX_ROUNDS),
                settings.get(MAX_FAN_OUT),
                settings.get(STEP_SECONDS),
                settings.get(CHEAP_USD),
                settings.get(MEDIUM_USD),
                settings.get(EXPENSIVE_USD));
    }
}
