package dev.planline.cli.console;

import dev.planline.client.Cluster;
import dev.planline.wire.Topic;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which cluster is meant. */
public final class ClusterOptions {

    private static final String LOCAL = "127.0.0.1:9092";

    private final Console console;

    @Option(
            names = "--bootstrap-server",
            paramLabel = "HOST:PORT",
            description = "The Kafka brokers to begin with. Default: KAFKA_BOOTSTRAP_SERVERS, else " + LOCAL + ".")
    private @Nullable String bootstrapServer;

    @Option(names = "--prefix", paramLabel = "NAME", description = "What the names of all topics begin with. Default: PLANLINE_PREFIX, else planline.")
    private @Nullable String prefix;

    @Option(names = "--config", paramLabel = "FILE", description = "Properties file with options of the Kafka clients, each as kafka.<option>.")
    private @Nullable Path config;

    /** Falls back on this console's environment. */
    public ClusterOptions(Console console) {
        this.console = console;
    }

    /** The cluster that is meant. */
    public Cluster cluster() {
        ClientFile file = config == null ? ClientFile.EMPTY : ClientFile.read(config);
        return new Cluster(
                console.choose(bootstrapServer, "KAFKA_BOOTSTRAP_SERVERS", file.bootstrapServers().orElse(LOCAL)),
                console.choose(prefix, "PLANLINE_PREFIX", file.prefix().orElse(Topic.DEFAULT_PREFIX)),
                file.kafka());
    }
}
