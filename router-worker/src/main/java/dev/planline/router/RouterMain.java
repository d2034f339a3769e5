package dev.planline.router;

import dev.planline.model.Agent;
import dev.planline.model.RoutingRule;
import dev.planline.model.Trajectory;
import dev.planline.process.ServiceProcess;
import dev.planline.process.ServiceSpec;
import dev.planline.runtime.CompactedTable;
import dev.planline.runtime.LogView;
import dev.planline.runtime.Worker;
import dev.planline.wire.Topic;
import java.time.InstantSource;

/** The router as a process. */
public final class RouterMain {

    /** How the router is started. */
    public static final ServiceSpec SPEC = new ServiceSpec(RouterStage.NAME, RouterKeys.all(), (settings, worker, registry, tracing) -> {
        var agents = new CompactedTable<>(Topic.AGENTS, Agent.class, worker);
        var rules = new CompactedTable<>(Topic.RULES, RoutingRule.class, worker);
        RouterSettings own = RouterKeys.read(settings);
        var records = new TrackRecords(own.recordHalfLife());
        var trajectories = new LogView<>(Topic.TRAJECTORIES, Trajectory.class, worker, records);
        var stage = RouterStage.of(own, agents::snapshot, rules::snapshot, records, InstantSource.system());
        return new Worker(stage, worker, registry, tracing, agents, rules, trajectories).start();
    });

    private RouterMain() {}

    /** Runs until it is told to stop. */
    public static void main(String[] arguments) {
        System.exit(ServiceProcess.run(SPEC, arguments, System.getenv(), System.err));
    }
}
