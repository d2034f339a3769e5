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
    private static final Definition<Long> SEED = Definition.number("router.seed", "Seed by which ties between agents fall.").orElse("0");

    private RouterKeys() {}

    /** All of them. */
    public static List<Definition<?>> all() {
        return List.of(LOAD_HALF_LIFE, SEED);
    }

    /** The settings of a router. */
    public static RouterSettings read(Settings settings) {
        return new RouterSettings(settings.get(LOAD_HALF_LIFE), settings.get(SEED));
    }
}
