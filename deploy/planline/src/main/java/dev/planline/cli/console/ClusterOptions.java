package dev.planline.cli.console;

import dev.planline.client.Cluster;
import dev.planline.runtime.WorkerKeys;
import dev.planline.settings.Definition;
import dev.planline.settings.Settings;
import dev.planline.settings.SettingsReader;
import dev.planline.tracing.Tracing;
import dev.planline.tracing.TracingKeys;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which cluster is meant. */
public final class ClusterOptions {

    private static final String LOCAL = "127.0.0.1:9092";
    private static final String ROLE = "cli";
    private static final Definition<String> BOOTSTRAP_SERVERS = WorkerKeys.BOOTSTRAP_SERVERS.orElse(LOCAL);

    private final Console console;

    @Option(names = "--bootstrap-server", paramLabel = "HOST:PORT", description = "The Kafka brokers to begin with. Default: KAFKA_BOOTSTRAP_SERVERS, else "
            + LOCAL + ".")
    private @Nullable String bootstrapServer;

    @Option(names = "--prefix", paramLabel = "NAME", description = "What the names of all topics begin with. Default: PLANLINE_PREFIX, else planline.")
    private @Nullable String prefix;

    @Option(names = "--config", paramLabel = "FILE", description = "Properties file with settings; options of the Kafka clients as kafka.<option>.")
    private @Nullable Path config;

    /** Falls back on this console's environment. */
    public ClusterOptions(Console console) {
        this.console = console;
    }

    /** The cluster that is meant. */
    public Cluster cluster() {
        Settings settings = settings();
        return new Cluster(settings.get(BOOTSTRAP_SERVERS), settings.get(WorkerKeys.PREFIX), settings.kafka());
    }

    /** The spans of this command; the caller closes them. */
    public Tracing tracing() {
        return Tracing.open(TracingKeys.read(settings()), ROLE, ROLE + "-" + ProcessHandle.current().pid(), new SimpleMeterRegistry());
    }

    private Settings settings() {
        List<Definition<?>> definitions = new ArrayList<>(WorkerKeys.all());
        definitions.replaceAll(definition -> definition.name().equals(BOOTSTRAP_SERVERS.name()) ? BOOTSTRAP_SERVERS : definition);
        definitions.addAll(TracingKeys.all());
        return SettingsReader.of(definitions).read(file(), console.environment(), overrides());
    }

    /** The file with settings, if one is named. */
    public Optional<Path> file() {
        return Optional.ofNullable(config);
    }

    /** What the options say, by key of the settings. */
    public Map<String, String> overrides() {
        var overrides = new HashMap<String, String>();
        if (bootstrapServer != null) {
            overrides.put(BOOTSTRAP_SERVERS.name(), bootstrapServer);
        }
        if (prefix != null) {
            overrides.put(WorkerKeys.PREFIX.name(), prefix);
        }
        return overrides;
    }
}
