package dev.planline.validator;

import dev.planline.model.Agent;
import dev.planline.process.ServiceProcess;
import dev.planline.process.ServiceSpec;
import dev.planline.runtime.CompactedTable;
import dev.planline.runtime.Worker;
import dev.planline.wire.Topic;
import java.time.InstantSource;

/** The validator as a process. */
public final class ValidatorMain {

    /** How the validator is started. */
    public static final ServiceSpec SPEC = new ServiceSpec(ValidatorStage.NAME, ValidatorKeys.all(),
            (settings, worker, registry, tracing) -> {
                var agents = new CompactedTable<>(Topic.AGENTS, Agent.class, worker);
                var stage = ValidatorStage.of(ValidatorKeys.read(settings), agents::snapshot, InstantSource.system());
                return new Worker(stage, worker, registry, tracing, agents).start();
            });

    private ValidatorMain() {}

    /** Runs until it is told to stop. */
    public static void main(String[] arguments) {
        System.exit(ServiceProcess.run(SPEC, arguments, System.getenv(), System.err));
    }
}
