package dev.planline.cli.pool;

import dev.planline.cli.api.ApiOptions;
import dev.planline.cli.console.Console;
import dev.planline.cli.console.Exit;
import dev.planline.cli.console.OutputOptions;
import dev.planline.client.api.SinkClient;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows one trajectory. */
@Command(name = "show", mixinStandardHelpOptions = true, description = "Shows one trajectory, whole.", footer = {"",
    "Example: planline trajectories show j-7"})
final class ShowTrajectory implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final ApiOptions api;

    @Mixin
    private final OutputOptions output;

    @Parameters(paramLabel = "TRAJECTORY", description = "The id of the trajectory.")
    private String trajectory = "";

    ShowTrajectory(Console console) {
        this.console = console;
        this.api = new ApiOptions(console);
        this.output = new OutputOptions(console);
    }

    @Override
    public Integer call() {
        PrintAnswer.print(console, output, api.get("trajectories/" + SinkClient.segment(trajectory), Map.of()));
        return Exit.DONE;
    }
}
