package dev.planline.cli.registry;

import dev.planline.cli.console.ClusterOptions;
import dev.planline.cli.console.Console;
import dev.planline.cli.console.Exit;
import dev.planline.cli.console.OutputOptions;
import dev.planline.model.Agent;
import dev.planline.wire.Topic;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Removes agents. */
@Command(name = "remove", mixinStandardHelpOptions = true, description = "Removes agents by their names.", footer = {"",
    "Example: planline agents remove spec_agent"})
final class RemoveAgents implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final ClusterOptions cluster;

    @Mixin
    private final OutputOptions output;

    @Parameters(paramLabel = "NAME", arity = "1..*", description = "The names of the agents.")
    private List<String> names = List.of();

    RemoveAgents(Console console) {
        this.console = console;
        this.cluster = new ClusterOptions(console);
        this.output = new OutputOptions(console);
    }

    @Override
    public Integer call() {
        new TableEntries<>(cluster.cluster(), Topic.AGENTS, Agent.class).remove(names);
        Applied.report(console, output, "removed", "agents", names);
        return Exit.DONE;
    }
}
