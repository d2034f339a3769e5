package dev.planline.cli.task;

import dev.planline.cli.api.ApiOptions;
import dev.planline.cli.console.Console;
import dev.planline.cli.console.Exit;
import dev.planline.cli.console.OutputOptions;
import dev.planline.cli.console.Table;
import dev.planline.client.api.SinkClient;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Shows the life of a task. */
@Command(name = "get", mixinStandardHelpOptions = true, description = "Shows the life of a task: each message about it, with the time, revision, round and verdict.", footer = {
    "", "Example: planline get t-42 -o json"})
final class Get implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final ApiOptions api;

    @Mixin
    private final OutputOptions output;

    @Parameters(paramLabel = "TASK", description = "The id of the task.")
    private String task = "";

    Get(Console console) {
        this.console = console;
        this.api = new ApiOptions(console);
        this.output = new OutputOptions(console);
    }

    @Override
    public Integer call() {
        JsonNode life = api.get("tasks/" + SinkClient.segment(task), Map.of());
        var table = Table.of("TIME", "STAGE", "REVISION", "ROUND", "VERDICT", "WHAT");
        for (JsonNode event : life.path("events")) {
            table.row(event.path("time").asString(""), event.path("stage").asString(""), text(event.path("revision")),
                    text(event.path("round")), text(event.path("outcome")), what(event.path("detail")));
        }
        if (!output.json()) {
            console.say(task + " is " + life.path("status").asString(""));
            String trajectories = life.path("trajectories").values().stream().map(id -> id.asString(""))
                    .collect(Collectors.joining(", "));
            console.say("trajectories: " + (trajectories.isEmpty() ? "none" : trajectories));
        }
        output.print(life, table);
        return Exit.DONE;
    }

    private static String text(JsonNode node) {
        return node.isMissingNode() ? "" : node.asString("");
    }

    /** The part of the detail that says most; all of it is in the JSON. */
    private static String what(JsonNode detail) {
        for (String part : new String[] {"goal", "reason", "message", "score"}) {
            if (detail.has(part)) {
                return part.equals("score") ? "score " + detail.path(part).asString("") : detail.path(part).asString("");
            }
        }
        if (detail.has("violations")) {
            return detail.path("violations").values().stream().map(violation -> violation.path("message").asString(""))
                    .collect(Collectors.joining("; "));
        }
        JsonNode steps = detail.path("steps");
        return (steps.isArray() ? String.valueOf(steps.size()) : steps.asString("0")) + " steps"
                + (detail.has("planner") ? " by " + detail.path("planner").asString("") : "") + howPlanned(detail);
    }

    /** Who was passed over and what a model cost, if so. */
    private static String howPlanned(JsonNode detail) {
        var words = new StringBuilder();
        detail.path("passedOver").forEach(each -> words.append("; ").append(each.path("planner").asString("")).append(" passed over: ")
                .append(each.path("reason").asString("")));
        JsonNode usage = detail.path("usage");
        if (usage.isObject()) {
            words.append("; ").append(usage.path("model").asString("")).append(": ").append(usage.path("calls").asString(""))
                    .append(" calls, ").append(usage.path("tokensIn").asLong(0) + usage.path("tokensOut").asLong(0)).append(" tokens, ")
                    .append(usage.path("costUsd").asString("")).append(" USD");
        }
        return words.toString();
    }
}
