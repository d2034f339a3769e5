package dev.planline.cli.operations;

import dev.planline.cli.console.ClusterOptions;
import dev.planline.cli.console.Console;
import dev.planline.cli.console.Exit;
import dev.planline.cli.console.OutputOptions;
import dev.planline.cli.console.Table;
import dev.planline.client.BrokerRelease;
import dev.planline.client.Cluster;
import dev.planline.client.TopicsState;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Compares the cluster's topics with what is declared. */
@Command(name = "check", mixinStandardHelpOptions = true, description = "Compares the cluster's topics with what is declared; exits 1 if they differ.", footer = {
    "", "Example: planline topics check -o json"})
final class CheckTopics implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final ClusterOptions cluster;

    @Mixin
    private final OutputOptions output;

    @Mixin
    private final TopicsOptions topics = new TopicsOptions();

    CheckTopics(Console console) {
        this.console = console;
        this.cluster = new ClusterOptions(console);
        this.output = new OutputOptions(console);
    }

    @Override
    public Integer call() {
        Cluster meant = cluster.cluster();
        TopicsState state;
        try (Admin admin = meant.admin()) {
            BrokerRelease.warning(admin).ifPresent(console::say);
            state = topics.topics(meant.prefix()).inspect(admin);
        }
        output.print(state, table(state));
        return state.missing().isEmpty() && state.contradictions().isEmpty() ? Exit.DONE : Exit.FAILED;
    }

    static String lines(List<TopicsState.Contradiction> contradictions) {
        return contradictions.stream().map(TopicsState.Contradiction::message).collect(Collectors.joining("\n  "));
    }

    private static Table table(TopicsState state) {
        var table = Table.of("TOPIC", "STATE", "PROPERTY", "DECLARED", "ACTUAL");
        state.present().forEach(name -> table.row(name, "as declared", null, null, null));
        state.missing().forEach(name -> table.row(name, "missing", null, null, null));
        state.contradictions().forEach(found -> table.row(found.topic(), "differs", found.property(), found.declared(), found.actual()));
        return table;
    }
}
