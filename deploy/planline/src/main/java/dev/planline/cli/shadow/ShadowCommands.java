package dev.planline.cli.shadow;

import dev.planline.cli.console.Console;
import picocli.CommandLine;

/** Makes the command {@code shadow}. */
public final class ShadowCommands {

    private ShadowCommands() {}

    /** The command {@code shadow}. */
    public static CommandLine shadow(Console console) {
        return new CommandLine(new Shadow(console));
    }
}
