package dev.planline.planner;

import dev.planline.model.Agent;
import dev.planline.model.Trajectory;
import dev.planline.observability.Meter;
import dev.planline.planner.llm.LlmPlanner;
import dev.planline.planner.llm.endpoint.Endpoint;
import dev.planline.planner.llm.endpoint.EndpointSettings;
import dev.planline.planner.recall.ExemplarIndex;
import dev.planline.planner.recall.RecallPlanner;
import dev.planline.planner.spi.Planner;
import dev.planline.process.ServiceProcess;
import dev.planline.process.ServiceSpec;
import dev.planline.runtime.CompactedTable;
import dev.planline.runtime.LogView;
import dev.planline.runtime.Logged;
import dev.planline.runtime.Worker;
import dev.planline.runtime.WorkerSettings;
import dev.planline.wire.Topic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The planner as a process. */
public final class PlannerMain {

    /** How the planner is started. */
    public static final ServiceSpec SPEC = new ServiceSpec(PlannerStage.NAME, PlannerKeys.all(), (settings, worker, registry, tracing) -> {
        var agents = new CompactedTable<>(Topic.AGENTS, Agent.class, worker);
        PlannerSettings own = PlannerKeys.read(settings, worker.recordDeadline(), System::getenv);
        var exemplars = ExemplarIndex.inMemory();
        var stage = PlannerStage.of(chain(own, exemplars, agents::snapshot, registry), agents::snapshot, InstantSource.system());
        return own.chain().contains(RecallPlanner.NAME)
                ? new Worker(stage, worker, registry, tracing, agents, learning(exemplars, worker, registry)).start()
                : new Worker(stage, worker, registry, tracing, agents).start();
    });

    private PlannerMain() {}

    /**
     * The planners that settings name.
     *
     * @param exemplars what recall rests on
     */
    public static PlannerChain chain(PlannerSettings settings, ExemplarIndex exemplars, Supplier<Map<String, Agent>> agents,
            MeterRegistry registry) {
        List<Planner> planners = new ArrayList<>();
        EndpointSettings endpoint = settings.endpoint();
        for (String name : settings.chain()) {
            if (name.equals(RecallPlanner.NAME)) {
                planners.add(new RecallPlanner(exemplars, settings.leastConfidence()));
            } else if (name.equals(LlmPlanner.NAME) && endpoint != null) {
                planners.add(new LlmPlanner(new Endpoint(endpoint, registry), agents));
            } else {
                planners.add(new TemplatePlanner());
            }
        }
        return new PlannerChain(planners);
    }

    private static LogView<Trajectory> learning(ExemplarIndex exemplars, WorkerSettings worker, MeterRegistry registry) {
        Counter learnt = Meter.TRAJECTORIES_LEARNT.counter(registry);
        return new LogView<>(Topic.TRAJECTORIES, Trajectory.class, worker, batch -> {
            exemplars.add(batch.stream().map(Logged::value).toList());
            learnt.increment(batch.size());
        });
    }

    /** Runs until it is told to stop. */
    public static void main(String[] arguments) {
        System.exit(ServiceProcess.run(SPEC, arguments, System.getenv(), System.err));
    }
}
