package dev.planline.cli.dev;

import dev.planline.cli.console.Console;
import picocli.CommandLine;

/** Makes the commands {@code dev} and {@code demo}. */
public final class DevCommands {

    private DevCommands() {}

    /** The command {@code dev}. */
    public static CommandLine dev(Console console) {
        return new CommandLine(new Dev(console));
    }

    /** The command {@code demo}. */
    public static CommandLine demo(Console console) {
        return new CommandLine(new Demo(console));
    }
}
