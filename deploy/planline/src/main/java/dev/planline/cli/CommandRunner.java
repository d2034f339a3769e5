package dev.planline.cli;

import dev.planline.cli.console.CommandFailed;
import dev.planline.cli.console.Console;
import dev.planline.cli.console.Exit;
import dev.planline.cli.console.Failures;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Finds the command that is meant, runs it, and turns what goes wrong into a line and an exit code. */
final class CommandRunner {

    private final Console console;
    private final PlanlineCommand root = new PlanlineCommand();

    private CommandRunner(Console console) {
        this.console = console;
    }

    /** Runs a command line; the result is the exit code. */
    static int run(Console console, String... arguments) {
        return new CommandRunner(console).execute(arguments);
    }

    private int execute(String... arguments) {
        var line = new CommandLine(root);
        new Commands().addTo(line, console, List.of(arguments));
        line.setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(console.out(), /* autoFlush= */ true, console.out().charset()))
                .setErr(new PrintWriter(console.err(), /* autoFlush= */ true, console.err().charset()))
                .setParameterExceptionHandler((failure, args) -> usage(failure))
                .setExecutionExceptionHandler((failure, command, parsed) -> failed(failure));
        if (arguments.length == 0) {
            line.usage(console.err());
            return Exit.USAGE;
        }
        return line.execute(arguments);
    }

    private int usage(ParameterException failure) {
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof UnmatchedArgumentException unmatched && !unmatched.getSuggestions().isEmpty()) {
            message += "; did you mean " + String.join(" or ", unmatched.getSuggestions()) + "?";
        }
        console.say(message);
        console.say("See '" + failure.getCommandLine().getCommandSpec().qualifiedName() + " --help'.");
        return Exit.USAGE;
    }

    private int failed(Exception failure) {
        CommandFailed explained = Failures.explain(failure);
        console.say("planline: " + explained.getMessage());
        if (root.stacktrace()) {
            failure.printStackTrace(console.err());
        }
        return explained.exitCode();
    }
}
