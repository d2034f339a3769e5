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

/** Shows pairs to recombine. */
@Command(name = "pairs", mixinStandardHelpOptions = true, description = {
    "Shows pairs of successful trajectories that are far from each other, to be recombined; none is in two pairs."
}, footer = {"", "Example: planline trajectories pairs --limit 3 --task t-42"})
final class ShowPairs implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final ApiOptions api;

    @Mixin
    private final OutputOptions output;

    @Mixin
    private final FilterOptions filter = new FilterOptions();

    @Option(names = "--limit", paramLabel = "N", defaultValue = "5", description = "How many pairs, 1 to 1000. Default: ${DEFAULT-VALUE}.")
    private int limit;

    ShowPairs(Console console) {
        this.console = console;
        this.api = new ApiOptions(console);
        this.output = new OutputOptions(console);
    }

    @Override
    public Integer call() {
        var query = new LinkedHashMap<>(filter.query());
        query.put("limit", String.valueOf(limit));
        JsonNode answer = api.get("trajectories/pairs", query);
        var table = Table.of("TRAJECTORIES", "DISTANCE", "SCORES", "GOALS");
        for (JsonNode item : answer.path("items")) {
            JsonNode first = item.path("trajectories").path(0);
            JsonNode second = item.path("trajectories").path(1);
            table.row(text(first, "trajectoryId") + " " + text(second, "trajectoryId"), text(item, "distance"),
                    text(first, "score") + " " + text(second, "score"), text(first, "goal") + " | " + text(second, "goal"));
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
