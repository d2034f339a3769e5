package dev.planline.kubernetes;

import dev.planline.planner.PlannerStage;
import dev.planline.planner.TemplatePlanner;
import dev.planline.router.RouterKeys;
import dev.planline.router.RouterMain;
import dev.planline.router.RouterStage;
import dev.planline.router.TrackRecords;
import dev.planline.settings.SettingsReader;
import dev.planline.validator.ValidatorKeys;
import dev.planline.validator.ValidatorMain;
import dev.planline.validator.ValidatorStage;
import dev.planline.wire.Topic;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The topics that each role reads as a member of its group, from the stages themselves. */
final class StageTopics {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

    private StageTopics() {}

    static Set<Topic> of(Role role) {
        return switch (role) {
            case PLANNER -> PlannerStage.of(new TemplatePlanner(), Map::of, CLOCK).topics();
            case ROUTER ->
                RouterStage.of(RouterKeys.read(SettingsReader.of(RouterMain.SPEC.keys()).read(Optional.empty(), Map.of(), Map.of())),
                        Map::of, Map::of, new TrackRecords(Duration.ofDays(1)), CLOCK).topics();
            case VALIDATOR -> ValidatorStage.of(
                    ValidatorKeys.read(SettingsReader.of(ValidatorMain.SPEC.keys()).read(Optional.empty(), Map.of(), Map.of())), Map::of,
                    CLOCK)
                    .topics();
            case SINK -> EnumSet.allOf(Topic.class);
        };
    }
}
