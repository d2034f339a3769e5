package dev.planline.cli.pool;

import dev.planline.cli.console.Console;
import dev.planline.cli.console.OutputOptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Prints an answer of the API that has too many parts for a table: on one line as JSON, else indented. */
final class PrintAnswer {

    private static final JsonMapper JSON = new JsonMapper();

    private PrintAnswer() {}

    static void print(Console console, OutputOptions output, JsonNode answer) {
        if (output.json()) {
            output.printJson(answer);
        } else {
            console.print(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(answer));
        }
    }
}
