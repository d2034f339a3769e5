package dev.planline.sink;

import dev.planline.process.ServiceProcess;
import dev.planline.process.ServiceSpec;
import dev.planline.sink.log.LogReader;

/** The sink as a process. */
public final class SinkMain {

    /** How the sink is started. */
    public static final ServiceSpec SPEC = new ServiceSpec(LogReader.NAME, SinkKeys.all(),
            (settings, worker, registry, tracing) -> new Sink(worker, SinkKeys.read(settings), () -> true, registry, tracing));

    private SinkMain() {}

    /** Runs until it is told to stop. */
    public static void main(String[] arguments) {
        System.exit(ServiceProcess.run(SPEC, arguments, System.getenv(), System.err));
    }
}
