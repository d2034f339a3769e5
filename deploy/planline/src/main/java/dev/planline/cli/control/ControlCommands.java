package dev.planline.cli.control;

import dev.planline.cli.console.Console;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Makes the command {@code workers}. */
public final class ControlCommands {

    private ControlCommands() {}

    /** The command {@code workers}. */
    public static CommandLine workers(Console console) {
        return new CommandLine(new Workers())
                .addSubcommand("list", new ListControls(console))
                .addSubcommand("pause", new Pause(console))
                .addSubcommand("resume", new Resume(console))
                .addSubcommand("limit", new Limit(console));
    }

    @Command(name = "workers", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", description = {
        "Pauses, resumes and limits all workers of a stage while they run. It holds for workers that start later, too."
    }, footer = {"", "Example: planline workers pause router --reason \"wrong rules\""})
    private static final class Workers {}
}
