package dev.planline.cli.deadletters;

import dev.planline.cli.console.Console;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Makes the command {@code dlq}. */
public final class DeadLetterCommands {

    private DeadLetterCommands() {}

    /** The command {@code dlq}. */
    public static CommandLine deadLetters(Console console) {
        return new CommandLine(new DeadLetterGroup())
                .addSubcommand("list", new ListDeadLetters(console))
                .addSubcommand("show", new ShowDeadLetter(console))
                .addSubcommand("redrive", new RedriveDeadLetters(console));
    }

    @Command(name = "dlq", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", description = "Dead letters: messages that a stage gave up on, kept whole with the reason.", footer = {
        "", "Example: planline dlq list"})
    private static final class DeadLetterGroup {}
}
