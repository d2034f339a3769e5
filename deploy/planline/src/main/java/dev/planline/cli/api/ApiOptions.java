package dev.planline.cli.api;

import dev.planline.cli.console.ClusterOptions;
import dev.planline.cli.console.CommandFailed;
import dev.planline.cli.console.Console;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say which sink is meant. */
public final class ApiOptions {

    private static final String ENVIRONMENT = "PLANLINE_API";

    private final Console console;

    @Mixin
    private final ClusterOptions cluster;

    @Option(names = "--api", paramLabel = "URL", description = "The API of the sink, as http://host:8080. Default: " + ENVIRONMENT
            + ", else that of the sink that reads from the cluster.")
    private @Nullable URI api;

    /** Falls back on this console's environment. */
    public ApiOptions(Console console) {
        this.console = console;
        this.cluster = new ClusterOptions(console);
    }

    /** The options that say which cluster is meant. */
    public ClusterOptions cluster() {
        return cluster;
    }

    /** A client of the API that is meant. */
    public ApiClient client() {
        String given = api == null ? console.environment().get(ENVIRONMENT) : api.toString();
        if (given == null) {
            return new ApiClient(SinkFinder.find(cluster.cluster()));
        }
        if (!given.startsWith("http://") && !given.startsWith("https://")) {
            throw CommandFailed.badInput("\"" + given + "\" is no address of an API; give it as http://host:8080");
        }
        return new ApiClient(URI.create(given));
    }
}
