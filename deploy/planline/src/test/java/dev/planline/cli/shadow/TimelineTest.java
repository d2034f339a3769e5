package dev.planline.cli.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.cli.shadow.Timeline.Change;
import dev.planline.model.Agent;
import dev.planline.model.CostTier;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private static final Agent OLD = agent(0.1);
    private static final Agent NEW = agent(0.9);

    @Test
    void anEntryIsThereFromItsFirstChangeToItsRemoval() {
        var timeline = new Timeline<>(List.of(new Change<>("a", OLD, at(10), true), new Change<>("a", NEW, at(20), true),
                new Change<>("a", null, at(30), true)));
        assertThat(timeline.snapshot()).isEmpty();
        timeline.advance(at(9));
        assertThat(timeline.snapshot()).isEmpty();
        timeline.advance(at(10));
        assertThat(timeline.snapshot()).isEqualTo(Map.of("a", OLD));
        timeline.advance(at(25));
        assertThat(timeline.snapshot()).isEqualTo(Map.of("a", NEW));
        timeline.advance(at(30));
        assertThat(timeline.snapshot()).isEmpty();
    }

    @Test
    void whereSomethingIsMissingTheFirstThatIsKnownStandsForWhatWasBefore() {
        var timeline = new Timeline<>(List.of(new Change<>("a", OLD, at(10), false), new Change<>("a", NEW, at(20), false)));
        assertThat(timeline.snapshot()).isEqualTo(Map.of("a", OLD));
        timeline.advance(at(20));
        assertThat(timeline.snapshot()).isEqualTo(Map.of("a", NEW));
    }

    @Test
    void theSnapshotIsTheSameObjectUntilSomethingChanges() {
        var timeline = new Timeline<>(List.of(new Change<>("a", OLD, at(10), true), new Change<>("a", NEW, at(20), true)));
        timeline.advance(at(10));
        Map<String, Agent> before = timeline.snapshot();
        timeline.advance(at(19));
        assertThat(timeline.snapshot()).isSameAs(before);
        timeline.advance(at(20));
        assertThat(before).isEqualTo(Map.of("a", OLD));
    }

    private static Instant at(long second) {
        return Instant.ofEpochSecond(second);
    }

    private static Agent agent(double successRate) {
        return new Agent("a", "", List.of("code"), List.of(), CostTier.MEDIUM, null, successRate, 10);
    }
}
