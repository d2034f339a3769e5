package dev.planline.router;

import dev.planline.settings.Definition;
import dev.planline.settings.Rule;
import dev.planline.settings.Settings;
import java.time.Duration;
import java.util.List;

/** The keys of the settings of the router. */
public final class RouterKeys {

    private static final Definition<Duration> LOAD_HALF_LIFE = Definition
            .duration("router.load.half.life", "Time after which an assignment of its own counts half as load.")
            .orElse("30s")
            .where(Rule.between(Duration.ofMillis(1), Duration.ofDays(1)));
    private static final Definition<Duration> RECORD_HALF_LIFE = Definition
            .duration("router.record.half.life", "Time after which an outcome of an agent counts half for its success rate.")
            .orElse("7d")
            .where(Rule.between(Duration.ofSeconds(1), Duration.ofDays(3_650)));
    private static final Definition<Double> PRIOR = Definition
            .decimal("router.record.prior", "As how many outcomes the registered success rate of an agent counts.")
            .orElse("4")
            .where(Rule.between(0.01, 1e6));
    private static final Definition<Double> EXPLORATION = Definition
            .decimal("router.exploration", "How eagerly agents are tried of whom little is known; 0 for never.")
            .orElse("0.5")
            .where(Rule.between(0.0, 10.0));
    private static final Definition<Long> SEED = Definition.number("router.seed", "Seed by which ties between agents fall.").orElse("0");

    private RouterKeys() {}

    /** All of them. */
    public static List<Definition<?>> all() {
        return List.of(LOAD_HALF_LIFE, RECORD_HALF_LIFE, PRIOR, EXPLORATION, SEED);
    }

    /** The settings of a router. */
    public static RouterSettings read(Settings settings) {
        return new RouterSettings(settings.get(LOAD_HALF_LIFE), settings.get(RECORD_HALF_LIFE), settings.get(PRIOR),
                settings.get(EXPLORATION), settings.get(SEED));
    }
}
