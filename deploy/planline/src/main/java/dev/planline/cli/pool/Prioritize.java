package dev.planline.cli.pool;

import dev.planline.cli.api.ApiOptions;
import dev.planline.cli.console.Console;
import dev.planline.cli.console.Exit;
import dev.planline.cli.console.OutputOptions;
import dev.planline.client.api.SinkClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Sets replay priorities. */
@Command(name = "prioritize", mixinStandardHelpOptions = true, description = "Publishes new replay priorities to the log; they count once the sink has read them.", footer = {
    "", "Example: planline replay prioritize prioritized j-7=2.5 j-9=0.1"})
final class Prioritize implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final ApiOptions api;

    @Mixin
    private final OutputOptions output;

    @Parameters(index = "0", paramLabel = "TABLE", description = "See 'planline replay tables'.")
    private String table = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "TRAJECTORY=PRIORITY", description = "Priorities, 0 or more.")
    private final Map<String, Double> priorities = new LinkedHashMap<>();

    Prioritize(Console console) {
        this.console = console;
        this.api = new ApiOptions(console);
        this.output = new OutputOptions(console);
    }

    @Override
    public Integer call() {
        List<Map<String, Object>> items = priorities.entrySet().stream()
                .map(entry -> Map.<String, Object>of("trajectoryId", entry.getKey(), "priority", entry.getValue()))
                .toList();
        JsonNode answer = api.post("replay/" + SinkClient.segment(table) + "/priorities", Map.of("priorities", items));
        if (output.json()) {
            output.printJson(answer);
        } else {
            console.say("published " + items.size() + (items.size() == 1 ? " priority" : " priorities"));
        }
        return Exit.DONE;
    }
}
