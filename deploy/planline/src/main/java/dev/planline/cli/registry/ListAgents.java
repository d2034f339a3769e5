package dev.planline.cli.registry;

import dev.planline.cli.console.ClusterOptions;
import dev.planline.cli.console.Console;
import dev.planline.cli.console.Exit;
import dev.planline.cli.console.OutputOptions;
import dev.planline.cli.console.Table;
import dev.planline.model.Agent;
import dev.planline.wire.Topic;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the registered agents. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "Shows the registered agents.", footer = {"",
    "Example: planline agents list -o json"})
final class ListAgents implements Callable<Integer> {

    @Mixin
    private final ClusterOptions cluster;

    @Mixin
    private final OutputOptions output;

    ListAgents(Console console) {
        this.cluster = new ClusterOptions(console);
        this.output = new OutputOptions(console);
    }

    @Override
    public Integer call() {
        List<Agent> agents = List.copyOf(new TableEntries<>(cluster.cluster(), Topic.AGENTS, Agent.class).read().values());
        Instant now = Instant.now();
        var table = Table.of("AGENT", "STEP TYPES", "SKILLS", "COST", "SUCCESS", "AT ONCE", "ALIVE");
        for (Agent agent : agents) {
            table.row(
                    agent.name(),
                    String.join(", ", agent.stepTypes()),
                    String.join(", ", agent.skills()),
                    agent.costTier().name().toLowerCase(Locale.ROOT),
                    agent.successRate(),
                    agent.maxConcurrent(),
                    agent.aliveAt(now) ? "yes" : "no");
        }
        output.print(agents, table);
        return Exit.DONE;
    }
}
