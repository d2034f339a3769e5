package dev.planline.cli.pool;

import dev.planline.cli.api.ApiOptions;
import dev.planline.cli.console.Console;
import dev.planline.cli.console.Exit;
import dev.planline.cli.console.OutputOptions;
import dev.planline.cli.console.Table;
import dev.planline.client.api.SinkClient;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Draws trajectories from a replay table. */
@Command(name = "sample", mixinStandardHelpOptions = true, description = {
    "Draws trajectories from a replay table. The same seed at the same offsets draws the same."
}, footer = {"", "Example: planline replay sample prioritized -n 64 --seed 7 -o json"})
final class Sample implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final ApiOptions api;

    @Mixin
    private final OutputOptions output;

    @Parameters(paramLabel = "TABLE", arity = "0..1", defaultValue = "uniform", description = "See 'planline replay tables'. Default: ${DEFAULT-VALUE}.")
    private String name = "";

    @Option(names = {"-n",
        "--count"}, paramLabel = "N", defaultValue = "32", description = "How many, 1 to 10000. Default: ${DEFAULT-VALUE}.")
    private int count;

    @Option(names = "--seed", paramLabel = "N", description = "By which the draw falls. Default: a new one, which is shown.")
    private @Nullable Long seed;

    Sample(Console console) {
        this.console = console;
        this.api = new ApiOptions(console);
        this.output = new OutputOptions(console);
    }

    @Override
    public Integer call() {
        var body = new LinkedHashMap<String, Object>(Map.of("n", count));
        if (seed != null) {
            body.put("seed", seed);
        }
        JsonNode sample = api.post("replay/" + SinkClient.segment(name) + "/sample", body);
        var table = Table.of("TRAJECTORY", "PROBABILITY", "WEIGHT", "SAMPLED", "AGENT", "OUTCOME", "SCORE");
        for (JsonNode item : sample.path("items")) {
            JsonNode trajectory = item.path("trajectory");
            table.row(item.path("trajectoryId").asString(""), item.path("probability").asString(""), item.path("weight").asString(""),
                    item.path("timesSampled").asString(""), trajectory.path("agent").asString(""), trajectory.path("outcome").asString(""),
                    trajectory.path("score").asString(""));
        }
        output.print(sample, table);
        if (!output.json()) {
            console.say("seed " + sample.path("seed").asString("") + " at offsets " + sample.path("offsets"));
        }
        return Exit.DONE;
    }
}
