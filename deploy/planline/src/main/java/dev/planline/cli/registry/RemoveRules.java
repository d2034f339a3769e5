package dev.planline.cli.registry;

import dev.planline.cli.console.ClusterOptions;
import dev.planline.cli.console.Console;
import dev.planline.cli.console.Exit;
import dev.planline.cli.console.OutputOptions;
import dev.planline.model.RoutingRule;
import dev.planline.wire.Topic;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Removes rules. */
@Command(name = "remove", mixinStandardHelpOptions = true, description = "Removes rules by their ids.", footer = {"",
    "Example: planline rules remove cloud_deploy"})
final class RemoveRules implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final ClusterOptions cluster;

    @Mixin
    private final OutputOptions output;

    @Parameters(paramLabel = "RULE", arity = "1..*", description = "The ids of the rules.")
    private List<String> names = List.of();

    RemoveRules(Console console) {
        this.console = console;
        this.cluster = new ClusterOptions(console);
        this.output = new OutputOptions(console);
    }

    @Override
    public Integer call() {
        new TableEntries<>(cluster.cluster(), Topic.RULES, RoutingRule.class).remove(names);
        Applied.report(console, output, "removed", "rules", names);
        return Exit.DONE;
    }
}
