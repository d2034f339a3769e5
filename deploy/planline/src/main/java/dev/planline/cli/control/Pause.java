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
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
/** Pauses a stage. */
@Command(name = "pause", mixinStandardHelpOptions = true, description = "Lets all workers of a stage finish what they handle and begin nothing more.", footer = {
    "",
    "Example: planline workers pause router --reason \"wrong rules\""})
final class Pause implements Callable<Integer> {

    @Mixin
    private final ClusterOptions cluster;

    @Mixin
    private final OutputOptions output;

    @Parameters(paramLabel = "STAGE", description = "planner, router or validator.")
    private String stage = "";

    @Option(names = "--reason", description = "Why, for those who wonder later.")
    private String reason = "";

    Pause(Console console) {
        this.cluster = new ClusterOptions(console);
        this.output = new OutputOptions(console);
    }

    @Override
    public Integer call() {
        StageControl changed = new ControlTable(cluster.cluster()).change(stage,
                was -> new StageControl(stage, /* paused= */ true, was.ratePerSecond(), was.concurrency(), reason));
        ControlReport.print(output, List.of(changed));
        return Exit.DONE;
    }
}
