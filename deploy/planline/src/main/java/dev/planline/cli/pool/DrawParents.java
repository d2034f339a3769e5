package dev.planline.cli.pool;

import dev.planline.cli.api.ApiOptions;
import dev.planline.cli.console.Console;
import dev.planline.cli.console.Exit;
import dev.planline.cli.console.OutputOptions;
import dev.planline.cli.console.Table;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Draws parents for evolution. */
@Command(name = "parents", mixinStandardHelpOptions = true, description = {
    "Draws parents for evolution, by score and number of children. The same seed at the same offsets draws the same."
}, footer = {"", "Example: planline trajectories parents --rule shinka -n 2 --distinct --task t-42 --seed 7"})
final class DrawParents implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final ApiOptions api;

    @Mixin
    private final OutputOptions output;

    @Mixin
    private final FilterOptions filter = new FilterOptions();

    @Option(names = "--rule", paramLabel = "RULE", defaultValue = "dgm", description = "dgm, shinka, powerLaw, best or uniform. Default: ${DEFAULT-VALUE}.")
    private String rule = "";

    @Option(names = "--alpha", paramLabel = "ALPHA", description = "How steeply chances fall with the rank, for powerLaw. Default: 1.")
    private @Nullable String alpha;

    @Option(names = {"-n",
        "--count"}, paramLabel = "N", defaultValue = "1", description = "How many, 1 to 1000. Default: ${DEFAULT-VALUE}.")
    private int count;

    @Option(names = "--distinct", description = "None twice.")
    private boolean distinct;

    @Option(names = "--seed", paramLabel = "N", description = "By which the draw falls. Default: a new one, which is shown.")
    private @Nullable Long seed;

    DrawParents(Console console) {
        this.console = console;
        this.api = new ApiOptions(console);
        this.output = new OutputOptions(console);
    }

    @Override
    public Integer call() {
        var query = new LinkedHashMap<>(filter.query());
        query.put("rule", rule);
        query.put("n", String.valueOf(count));
        query.put("distinct", String.valueOf(distinct));
        if (alpha != null) {
            query.put("alpha", alpha);
        }
        if (seed != null) {
            query.put("seed", String.valueOf(seed));
        }
        JsonNode parents = api.get("trajectories/parents", query);
        var table = Table.of("TRAJECTORY", "CHANCE", "CHILDREN", "AGENT", "GENERATION", "OUTCOME", "SCORE", "GOAL");
        for (JsonNode item : parents.path("items")) {
            JsonNode trajectory = item.path("trajectory");
            table.row(text(item, "trajectoryId"), text(item, "chance"), text(item, "children"), text(trajectory, "agent"),
                    text(trajectory, "generation"), text(trajectory, "outcome"), text(trajectory, "score"), text(trajectory, "goal"));
        }
        output.print(parents, table);
        if (!output.json()) {
            console.say("seed " + text(parents, "seed") + " at offsets " + parents.path("offsets") + ", of " + text(parents, "candidates")
                    + " candidates");
        }
        return Exit.DONE;
    }

    private static String text(JsonNode item, String field) {
        return item.path(field).asString("");
    }
}
