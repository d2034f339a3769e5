package dev.planline.cli.registry;

import dev.planline.cli.console.ClusterOptions;
import dev.planline.cli.console.Console;
import dev.planline.cli.console.Exit;
import dev.planline.cli.console.OutputOptions;
import dev.planline.model.Agent;
import dev.planline.wire.Topic;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Registers agents, or replaces them. */
@Command(name = "apply", mixinStandardHelpOptions = true, description = {
    "Registers the agents of a file, or replaces those of the same name. All of them are checked first.",
    "A graph of tools in the form of TaskBench (nodes with id and desc) is taken as one agent for each tool."}, footer = {
        "", "Example: planline agents apply examples/agents.yaml"})
final class ApplyAgents implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final ClusterOptions cluster;

    @Mixin
    private final OutputOptions output;

    @Parameters(paramLabel = "FILE", description = "YAML or JSON; - for standard input.")
    private String file = "";

    ApplyAgents(Console console) {
        this.console = console;
        this.cluster = new ClusterOptions(console);
        this.output = new OutputOptions(console);
    }

    @Override
    public Integer call() {
        Map<String, Agent> agents = EntryFile.read(Agent.class, file, console);
        new TableEntries<>(cluster.cluster(), Topic.AGENTS, Agent.class).put(agents.values());
        Applied.report(console, output, "applied", "agents", agents.keySet());
        return Exit.DONE;
    }
}
