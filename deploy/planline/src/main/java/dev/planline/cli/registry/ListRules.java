package dev.planline.cli.registry;

import dev.planline.cli.console.ClusterOptions;
import dev.planline.cli.console.Console;
import dev.planline.cli.console.Exit;
import dev.planline.cli.console.OutputOptions;
import dev.planline.cli.console.Table;
import dev.planline.model.RoutingRule;
import dev.planline.wire.Codec;
import dev.planline.wire.Topic;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the routing rules. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "Shows the routing rules in the order in which they are tried.", footer = {
    "", "Example: planline rules list"})
final class ListRules implements Callable<Integer> {

    @Mixin
    private final ClusterOptions cluster;

    @Mixin
    private final OutputOptions output;

    ListRules(Console console) {
        this.cluster = new ClusterOptions(console);
        this.output = new OutputOptions(console);
    }

    @Override
    public Integer call() {
        var order = Comparator.comparingInt(RoutingRule::priority).reversed().thenComparing(RoutingRule::ruleId);
        List<RoutingRule> rules = new TableEntries<>(cluster.cluster(), Topic.RULES, RoutingRule.class).read().values().stream()
                .sorted(order).toList();
        var codec = new Codec();
        var table = Table.of("RULE", "PRIORITY", "WHEN", "AGENT", "REASON");
        rules.forEach(rule -> table.row(rule.ruleId(), rule.priority(), codec.toJson(rule.when()), rule.agent(), rule.reason()));
        output.print(rules, table);
        return Exit.DONE;
    }
}
