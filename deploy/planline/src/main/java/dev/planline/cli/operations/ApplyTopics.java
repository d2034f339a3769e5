package dev.planline.cli.operations;

import dev.planline.cli.console.ClusterOptions;
import dev.planline.cli.console.CommandFailed;
import dev.planline.cli.console.Console;
import dev.planline.cli.console.Durations;
import dev.planline.cli.console.Exit;
import dev.planline.cli.console.OutputOptions;
import dev.planline.client.BrokerRelease;
import dev.planline.client.Cluster;
import dev.planline.client.Topics;
import dev.planline.client.TopicsState;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Creates the topics that are missing. */
@Command(name = "apply", mixinStandardHelpOptions = true, description = {
    "Creates the topics that are missing and waits until they can be written to.",
    "Does nothing if a topic that exists is not as declared."
}, footer = {"", "Example: planline topics apply --bootstrap-server broker:9092 --replication-factor 3"})
final class ApplyTopics implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final ClusterOptions cluster;

    @Mixin
    private final OutputOptions output;

    @Mixin
    private final TopicsOptions topics = new TopicsOptions();

    @Option(names = "--replication-factor", paramLabel = "N", description = "Copies of each new topic. Default: what the cluster is set to.")
    private short replicationFactor = -1;

    @Option(names = "--timeout", paramLabel = "TIME", converter = Durations.class, description = "How long to wait for new topics. Default: 30s.")
    private Duration timeout = Duration.ofSeconds(30);

    ApplyTopics(Console console) {
        this.console = console;
        this.cluster = new ClusterOptions(console);
        this.output = new OutputOptions(console);
    }

    @Override
    public Integer call() {
        Cluster meant = cluster.cluster();
        Topics declared = topics.topics(meant.prefix());
        TopicsState before;
        try (Admin admin = meant.admin()) {
            BrokerRelease.warning(admin).ifPresent(console::say);
            before = declared.apply(admin, replicationFactor, timeout);
        }
        if (!before.contradictions().isEmpty()) {
            throw CommandFailed
                    .because("nothing was created, because topics are not as declared:\n  " + CheckTopics.lines(before.contradictions()));
        }
        if (output.json()) {
            output.printJson(Map.of("created", before.missing(), "present", before.present()));
        } else {
            console.say("created " + before.missing().size() + " topics, " + before.present().size() + " were there");
        }
        return Exit.DONE;
    }
}
