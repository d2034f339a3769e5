package dev.planline.cli.task;

import dev.planline.cli.console.Console;
import picocli.CommandLine;

/** Makes the commands {@code submit}, {@code get} and {@code tail}. */
public final class TaskCommands {

    private TaskCommands() {}

    /** The command {@code submit}. */
    public static CommandLine submit(Console console) {
        return new CommandLine(new Submit(console));
    }

    /** The command {@code get}. */
    public static CommandLine get(Console console) {
        return new CommandLine(new Get(console));
    }

    /** The command {@code tail}. */
    public static CommandLine tail(Console console) {
        return new CommandLine(new Tail(console));
    }
}
