package dev.planline.cli.control;

import dev.planline.cli.console.ClusterOptions;
import dev.planline.cli.console.Console;
import dev.planline.cli.console.Exit;
import dev.planline.cli.console.OutputOptions;
import dev.planline.model.StageControl;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
/** Resumes a stage. */
@Command(name = "resume", mixinStandardHelpOptions = true, description = "Lets the workers of a paused stage go on.", footer = {"",
    "Example: planline workers resume router"})
final class Resume implements Callable<Integer> {

    @Mixin
    private final ClusterOptions cluster;

    @Mixin
    private final OutputOptions output;

    @Parameters(paramLabel = "STAGE", description = "planner, router or validator.")
    private String stage = "";

    Resume(Console console) {
        this.cluster = new ClusterOptions(console);
        this.output = new OutputOptions(console);
    }

    @Override
    public Integer call() {
        StageControl changed = new ControlTable(cluster.cluster()).change(stage,
                was -> new StageControl(stage, /* paused= */ false, was.ratePerSecond(), was.concurrency(), ""));
        ControlReport.print(output, List.of(changed));
        return Exit.DONE;
    }
}
