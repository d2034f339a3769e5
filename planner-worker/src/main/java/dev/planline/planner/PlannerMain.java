package dev.planline.planner;

import dev.planline.model.Agent;
import dev.planline.model.Trajectory;
import dev.planline.observability.Meter;
import dev.planline.planner.recall.ExemplarIndex;
import dev.planline.planner.recall.RecallPlanner;
import dev.planline.process.ServiceProcess;
import dev.planline.process.ServiceSpec;
import dev.planline.runtime.CompactedTable;
import dev.planline.runtime.LogView;
import dev.planline.runtime.Worker;
import dev.planline.wire.Topic;
import io.micrometer.core.instrument.Counter;
import java.util.List;

/** The planner as a process. */
public final class PlannerMain {

    private static final double LEAST_CONFIDENCE = 0.6;

    /** How the planner is started. */
    public static final ServiceSpec SPEC = new ServiceSpec(PlannerStage.NAME, List.of(), (settings, worker, registry) -> {
        var agents = new CompactedTable<>(Topic.AGENTS, Agent.class, worker);
        var exemplars = ExemplarIndex.inMemory();
        Counter learnt = Meter.TRAJECTORIES_LEARNT.counter(registry);
        var trajectories = new LogView<>(Topic.TRAJECTORIES, Trajectory.class, worker, batch -> {
            exemplars.add(batch);
            learnt.increment(batch.size());
        });
        var planner = new PlannerChain(List.of(new RecallPlanner(exemplars, LEAST_CONFIDENCE), new TemplatePlanner()));
        return new Worker(PlannerStage.of(planner, agents::snapshot), worker, registry, agents, trajectories).start();
    });

    private PlannerMain() {}

    /** Runs until it is told to stop. */
    public static void main(String[] arguments) {
        System.exit(ServiceProcess.run(SPEC, arguments, System.getenv(), System.err));
    }
}
