package dev.planline.cli.pool;

import dev.planline.cli.api.ApiOptions;
import dev.planline.cli.console.Console;
import dev.planline.cli.console.Exit;
import dev.planline.cli.console.OutputOptions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows figures of the pool. */
@Command(name = "stats", mixinStandardHelpOptions = true, description = "Shows figures by outcome, operator, agent and generation.", footer = {
    "", "Example: planline trajectories stats --agent builder_agent"})
final class ShowStatistics implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final ApiOptions api;

    @Mixin
    private final OutputOptions output;

    @Mixin
    private final FilterOptions filter = new FilterOptions();

    ShowStatistics(Console console) {
        this.console = console;
        this.api = new ApiOptions(console);
        this.output = new OutputOptions(console);
    }

    @Override
    public Integer call() {
        PrintAnswer.print(console, output, api.get("trajectories/stats", filter.query()));
        return Exit.DONE;
    }
}
