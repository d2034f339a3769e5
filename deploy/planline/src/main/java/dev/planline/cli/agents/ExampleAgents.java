package dev.planline.cli.agents;

import dev.planline.graph.Flaw;
import dev.planline.graph.PlanGraph;
import dev.planline.model.Agent;
import dev.planline.model.RoutedPlan;
import dev.planline.model.Step;
import dev.planline.runtime.Outcome;
import dev.planline.runtime.Stage;
import dev.planline.wire.Topic;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The stage that carries out validated plans as a simulation and reports what came of them as trajectories. */
public final class ExampleAgents {

    /** The name of the stage. */
    public static final String NAME = "example-agents";

    private ExampleAgents() {}

    /**
     * The stage.
     *
     * @param seed by which all chance falls, together with the task and the step
     * @param agents the registry as it is now
     */
    public static Stage stage(long seed, Supplier<Map<String, Agent>> agents, InstantSource clock) {
        return Stage.named(NAME).reading(Topic.VALIDATED, RoutedPlan.class,
                message -> carryOut(message.value(), seed, agents.get(), clock));
    }

    private static Outcome carryOut(RoutedPlan route, long seed, Map<String, Agent> agents, InstantSource clock)
            throws InterruptedException {
        if (route.plan().steps().stream().allMatch(Step::finished)) {
            return Outcome.ignore();
        }
        return switch (PlanGraph.of(route.plan())) {
            case PlanGraph.Broken(List<Flaw> flaws) -> Outcome.deadLetter("plan." + flaws.getFirst().field(), flaws.getFirst().message());
            case PlanGraph.Sound graph -> {
                var simulation = new Simulation(route, graph, agents, seed);
                Map<String, Instant> starts = new Performance(graph, simulation.runs(), clock).play();
                yield Outcome.emit(Topic.TRAJECTORIES, Report.of(simulation, starts, clock.instant()));
            }
        };
    }
}
