package dev.planline.cli.eval;

import dev.planline.cli.console.Console;
import picocli.CommandLine;

/** Makes the command {@code eval}. */
public final class EvalCommands {

    private EvalCommands() {}

    /** The command {@code eval}. */
    public static CommandLine eval(Console console) {
        return new CommandLine(new Eval(console));
    }
}
