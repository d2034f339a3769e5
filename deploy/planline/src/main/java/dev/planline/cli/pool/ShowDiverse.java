package dev.planline.cli.pool;

import dev.planline.cli.api.ApiOptions;
import dev.planline.cli.console.Console;
import dev.planline.cli.console.Exit;
import dev.planline.cli.console.OutputOptions;
import dev.planline.cli.console.Table;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Shows a diverse set of trajectories. */
@Command(name = "diverse", mixinStandardHelpOptions = true, description = {
    "Shows successful trajectories that are far from each other in tools, reasoning and text, the best first."
}, footer = {"", "Example: planline trajectories diverse --limit 3 --task t-42"})
final class ShowDiverse implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final ApiOptions api;

    @Mixin
    private final OutputOptions output;

    @Mixin
    private final FilterOptions filter = new FilterOptions();

    @Option(names = "--limit", paramLabel = "N", defaultValue = "5", description = "How many trajectories, 1 to 1000. Default: ${DEFAULT-VALUE}.")
    private int limit;

    ShowDiverse(Console console) {
        this.console = console;
        this.api = new ApiOptions(console);
        this.output = new OutputOptions(console);
    }

    @Override
    public Integer call() {
        var query = new LinkedHashMap<>(filter.query());
        query.put("limit", String.valueOf(limit));
        JsonNode answer = api.get("trajectories/diverse", query);
        var table = Table.of("TRAJECTORY", "DISTANCE", "AGENT", "SCORE", "TOOLS", "REASONING", "GOAL");
        for (JsonNode item : answer.path("items")) {
            JsonNode trajectory = item.path("trajectory");
            table.row(text(item, "trajectoryId"), text(item, "distance"), text(trajectory, "agent"), text(trajectory, "score"),
                    trajectory.path("toolsUsed"), text(trajectory, "reasoningPattern"), text(trajectory, "goal"));
        }
        output.print(answer, table);
        if (!output.json()) {
            console.say("compared " + text(answer, "candidates") + " of the best " + text(answer, "considered") + " by "
                    + answer.path("measure"));
        }
        return Exit.DONE;
    }

    private static String text(JsonNode item, String field) {
        return item.path(field).asString("");
    }
}
