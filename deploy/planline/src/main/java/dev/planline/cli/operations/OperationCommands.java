package dev.planline.cli.operations;

import dev.planline.cli.console.Console;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Makes the commands {@code topics} and {@code lag}. */
public final class OperationCommands {

    private OperationCommands() {}

    /** The command {@code topics}. */
    public static CommandLine topics(Console console) {
        return new CommandLine(new TopicsGroup())
                .addSubcommand("apply", new ApplyTopics(console))
                .addSubcommand("check", new CheckTopics(console));
    }

    /** The command {@code lag}. */
    public static CommandLine lag(Console console) {
        return new CommandLine(new ShowLag(console));
    }

    @Command(name = "topics", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", description = "The topics that Planline needs, as deploy/topics.json declares them.", footer = {
        "", "Example: planline topics apply --bootstrap-server broker:9092"})
    private static final class TopicsGroup {}
}
