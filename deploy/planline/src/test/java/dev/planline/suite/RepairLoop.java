package dev.planline.suite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.model.Agent;
import dev.planline.model.Task;
import dev.planline.planner.PlannerStage;
import dev.planline.planner.spi.Planner;
import dev.planline.router.RouterSettings;
import dev.planline.router.RouterStage;
import dev.planline.router.TrackRecords;
import dev.planline.runtime.Outcome.Output;
import dev.planline.runtime.StageHarness;
import dev.planline.runtime.StageHarness.Handled;
import dev.planline.validator.ValidatorSettings;
import dev.planline.validator.ValidatorStage;
import dev.planline.wire.Topic;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Planner, router and validator, and the topics between them, for one task at a time. */
final class RepairLoop {

    private static final InstantSource CLOCK = () -> Pipeline.NOW;
    private static final int MOST_HOPS = 20;

    private final StageHarness planner;
    private final StageHarness router;
    private final StageHarness validator;

    /** With the same registry for all three. */
    RepairLoop(Planner planner, Map<String, Agent> agents) {
        this(planner, agents, agents);
    }

    /** With a router that does not see all that the others see, as one whose copy of the registry is late. */
    RepairLoop(Planner planner, Map<String, Agent> agents, Map<String, Agent> seenByRouter) {
        this.planner = new StageHarness(PlannerStage.of(planner, () -> agents, CLOCK), CLOCK);
        this.router = new StageHarness(RouterStage.of(RouterSettings.DEFAULT, () -> seenByRouter, Map::of,
                new TrackRecords(RouterSettings.DEFAULT.recordHalfLife()), CLOCK), CLOCK);
        this.validator = new StageHarness(ValidatorStage.of(ValidatorSettings.DEFAULT, () -> agents, CLOCK), CLOCK);
    }

    /** All that is published about a task until nothing is on its way any more, in order; the last is its end. */
    List<Output> run(Task task, String name) {
        var published = new ArrayList<Output>();
        var open = new ArrayDeque<Output>();
        open.add(new Output(Topic.TASKS, task));
        for (int hops = 0; !open.isEmpty(); hops++) {
            assertThat(hops).as("hops of %s", name).isLessThan(MOST_HOPS);
            Output message = open.remove();
            for (StageHarness stage : readers(message.topic())) {
                switch (stage.give(message.topic(), message.value())) {
                    case Handled.Published(List<Output> outputs) -> open.addAll(outputs);
                    case Handled.DeadLetter letter -> throw new AssertionError(name + ": " + letter);
                }
            }
            published.add(message);
        }
        return published.subList(1, published.size());
    }

    private List<StageHarness> readers(Topic topic) {
        return switch (topic) {
            case TASKS -> List.of(planner);
            case PLANS -> List.of(router);
            case ROUTES -> List.of(validator);
            case REJECTED -> List.of(planner, router);
            case VALIDATED, ABANDONED -> List.of();
            default -> throw new AssertionError("nobody reads " + topic);
        };
    }
}
