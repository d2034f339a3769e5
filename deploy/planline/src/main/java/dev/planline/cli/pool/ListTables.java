package dev.planline.cli.pool;

import dev.planline.cli.api.ApiOptions;
import dev.planline.cli.console.Console;
import dev.planline.cli.console.Exit;
import dev.planline.cli.console.OutputOptions;
import dev.planline.cli.console.Table;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** Shows the replay tables. */
@Command(name = "tables", mixinStandardHelpOptions = true, description = "Shows the replay tables and their sizes.", footer = {"",
    "Example: planline replay tables"})
final class ListTables implements Callable<Integer> {

    @Mixin
    private final ApiOptions api;

    @Mixin
    private final OutputOptions output;

    ListTables(Console console) {
        this.api = new ApiOptions(console);
        this.output = new OutputOptions(console);
    }

    @Override
    public Integer call() {
        JsonNode answer = api.get("replay/tables", Map.of());
        var table = Table.of("TABLE", "SAMPLER", "REMOVER", "SIZE", "AT MOST", "INSERTED", "DRAWN", "MISSING");
        for (JsonNode item : answer.path("items")) {
            JsonNode declared = item.path("table");
            table.row(declared.path("name").asString(""), declared.path("sampler").asString(""), declared.path("remover").asString(""),
                    item.path("size").asString(""), declared.path("maxSize").asString(""), item.path("inserts").asString(""),
                    item.path("samples").asString(""), item.path("missingInserts").asString(""));
        }
        output.print(answer, table);
        return Exit.DONE;
    }
}
