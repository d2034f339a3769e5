package dev.planline.cli.control;

import dev.planline.cli.console.ClusterOptions;
import dev.planline.cli.console.Console;
import dev.planline.cli.console.Exit;
import dev.planline.cli.console.OutputOptions;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what is said about each stage. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "Shows which stages are paused or limited.", footer = {"",
    "Example: planline workers list"})
final class ListControls implements Callable<Integer> {

    @Mixin
    private final ClusterOptions cluster;

    @Mixin
    private final OutputOptions output;

    ListControls(Console console) {
        this.cluster = new ClusterOptions(console);
        this.output = new OutputOptions(console);
    }

    @Override
    public Integer call() {
        ControlReport.print(output, new ControlTable(cluster.cluster()).all());
        return Exit.DONE;
    }
}
