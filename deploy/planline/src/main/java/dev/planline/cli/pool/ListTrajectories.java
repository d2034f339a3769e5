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

/** Shows trajectories. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "Shows trajectories, newest first, a page at a time.", footer = {"",
    "Example: planline trajectories list --outcome success --min-score 0.8"})
final class ListTrajectories implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final ApiOptions api;

    @Mixin
    private final OutputOptions output;

    @Mixin
    private final FilterOptions filter = new FilterOptions();

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = "Most in a page, 1 to 1000. Default: ${DEFAULT-VALUE}.")
    private int limit;

    @Option(names = "--cursor", paramLabel = "NEXT", description = "The next of the page before.")
    private @Nullable String cursor;

    ListTrajectories(Console console) {
        this.console = console;
        this.api = new ApiOptions(console);
        this.output = new OutputOptions(console);
    }

    @Override
    public Integer call() {
        var query = new LinkedHashMap<>(filter.query());
        query.put("limit", String.valueOf(limit));
        if (cursor != null) {
            query.put("cursor", cursor);
        }
        JsonNode page = api.get("trajectories", query);
        var table = Table.of("TRAJECTORY", "TASK", "AGENT", "GENERATION", "OPERATOR", "OUTCOME", "SCORE", "STEPS", "GOAL");
        for (JsonNode item : page.path("items")) {
            table.row(text(item, "trajectoryId"), text(item, "taskId"), text(item, "agent"), text(item, "generation"),
                    text(item, "operator"), text(item, "outcome"), text(item, "score"), item.path("steps").size(), text(item, "goal"));
        }
        output.print(page, table);
        String next = text(page, "next");
        if (!next.isEmpty() && !output.json()) {
            console.say("more with --cursor " + next);
        }
        return Exit.DONE;
    }

    private static String text(JsonNode item, String field) {
        return item.path(field).asString("");
    }
}
