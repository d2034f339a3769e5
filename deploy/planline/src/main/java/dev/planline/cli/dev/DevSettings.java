package dev.planline.cli.dev;

import dev.planline.cli.console.Console;
import dev.planline.settings.SettingsReader;
import dev.planline.tracing.TracingKeys;
import dev.planline.tracing.TracingSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What development mode can be told.
 *
 * @param bootstrapServers of a cluster that is there; null for a broker of its own
 * @param apiPort of the sink's API; 0 for a free one
 * @param kafkaPort of the broker; 0 for a free one
 * @param directory where broker and sink keep their data
 * @param exampleAgents whether to register the example agents and rules and to let them carry out plans, as a simulation
 * @param seed by which the example agents' chance falls
 * @param tracing where spans go
 */
record DevSettings(@Nullable String bootstrapServers, int apiPort, int kafkaPort, Path directory, boolean exampleAgents, long seed,
        TracingSettings tracing) {

    /** What the environment says of tracing. */
    static TracingSettings tracing(Console console) {
        return TracingKeys.read(SettingsReader.of(TracingKeys.all()).read(Optional.empty(), console.environment(), Map.of()));
    }
}
