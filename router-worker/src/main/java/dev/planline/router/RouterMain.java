package dev.planline.router;

import dev.planline.model.Agent;
import dev.planline.model.RoutingRule;
import dev.planline.process.ServiceProcess;
import dev.planline.process.ServiceSpec;
import dev.planline.runtime.CompactedTable;
import dev.planline.runtime.Worker;
import dev.planline.wire.Topic;
import java.time.InstantSource;

/** The router as a process. */
public final class RouterMain {

    /** How the router is started. */
    public static final ServiceSpec SPEC = new ServiceSpec(RouterStage.NAME, RouterKeys.all(), (settings, worker, registry) -> {
        var agents = new CompactedTable<>(Topic.AGENTS, Agent.class, worker);
        var rules = new CompactedTable<>(Topic.RULES, RoutingRule.class, worker);
        var stage = RouterStage.of(RouterKeys.read(settings), agents::snapshot, rules::snapshot, InstantSource.system());
        return new Worker(stage, worker, registry, agents, rules).start();
    });

    private RouterMain() {}

    /** Runs until it is told to stop. */
    public static void main(String[] arguments) {
        System.exit(ServiceProcess.run(SPEC, arguments, System.getenv(), System.err));
    }
}
