package dev.planline.cli.api;

import dev.planline.cli.console.ClusterOptions;
import dev.planline.cli.console.CommandFailed;
import dev.planline.cli.console.Console;
import dev.planline.client.api.SinkClient;
import dev.planline.sink.api.Access;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** The options that say which sink is meant. */
public final class ApiOptions {

    private static final String ENVIRONMENT = "PLANLINE_API";
    private static final String TOKEN = "PLANLINE_TOKEN";

    private final Console console;

    @Mixin
    private final ClusterOptions cluster;

    @Option(names = "--api", paramLabel = "URL", description = "The API of the sink, as http://host:8080. Default: " + ENVIRONMENT
            + ", else that of the sink that reads from the cluster.")
    private @Nullable URI api;

    @Option(names = "--token-file", paramLabel = "FILE", description = "The file with the token that the API asks for. Default: the token in "
            + TOKEN + ".")
    private @Nullable Path tokenFile;

    /** Falls back on this console's environment. */
    public ApiOptions(Console console) {
        this.console = console;
        this.cluster = new ClusterOptions(console);
    }

    /** The options that say which cluster is meant. */
    public ClusterOptions cluster() {
        return cluster;
    }

    /** What is at a path of the API that is meant. */
    public JsonNode get(String path, Map<String, String> query) {
        try (SinkClient client = client()) {
            return client.get(path, query);
        }
    }

    /** What a path of the API that is meant answers to a body. */
    public JsonNode post(String path, Object body) {
        try (SinkClient client = client()) {
            return client.post(path, body);
        }
    }

    /** A client of the API that is meant; the caller closes it. */
    public SinkClient client() {
        String given = api == null ? console.environment().get(ENVIRONMENT) : api.toString();
        if (given == null) {
            return new SinkClient(SinkFinder.find(cluster.cluster()), token());
        }
        if (!given.startsWith("http://") && !given.startsWith("https://")) {
            throw CommandFailed.badInput("\"" + given + "\" is no address of an API; give it as http://host:8080");
        }
        return new SinkClient(URI.create(given), token());
    }

    private @Nullable String token() {
        String token = console.environment().get(TOKEN);
        String source = TOKEN;
        if (tokenFile != null) {
            source = tokenFile.toString();
            try {
                token = Files.readString(tokenFile).strip();
            } catch (IOException e) {
                throw CommandFailed.badInput("--token-file: cannot read " + tokenFile + " (" + e + ")");
            }
        }
        if (token != null && !Access.isToken(token)) {
            throw CommandFailed.badInput(source + " holds no token: one has " + Access.SHORTEST_TOKEN
                    + " characters or more, which are letters, digits and -._~+/");
        }
        return token;
    }
}
