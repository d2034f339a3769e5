package dev.planline.cli.operations;

import dev.planline.cli.console.ClusterOptions;
import dev.planline.cli.console.Console;
import dev.planline.cli.console.Exit;
import dev.planline.cli.console.OutputOptions;
import dev.planline.cli.console.Table;
import dev.planline.client.Cluster;
import dev.planline.client.LagReader;
import dev.planline.client.StageLag;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows how far behind each stage is. */
@Command(name = "lag", mixinStandardHelpOptions = true, description = "Shows how many messages each stage still has to handle, by topic.", footer = {
    "", "Example: planline lag"})
final class ShowLag implements Callable<Integer> {

    @Mixin
    private final ClusterOptions cluster;

    @Mixin
    private final OutputOptions output;

    ShowLag(Console console) {
        this.cluster = new ClusterOptions(console);
        this.output = new OutputOptions(console);
    }

    @Override
    public Integer call() {
        Cluster meant = cluster.cluster();
        List<StageLag> lags;
        try (Admin admin = meant.admin()) {
            lags = new LagReader(admin, meant.prefix()).read();
        }
        var table = Table.of("STAGE", "WORKERS", "TOPIC", "LAG");
        lags.forEach(lag -> table.row(lag.stage(), lag.workers(), lag.topic(), lag.lag()));
        output.print(Map.of("total", lags.stream().mapToLong(StageLag::lag).sum(), "stages", lags), table);
        return Exit.DONE;
    }
}
