package dev.planline.cli;

import dev.planline.cli.console.Console;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a command line did.
 *
 * @param exit its exit code
 * @param out what it printed as data
 * @param err what it said besides
 */
public record CommandLineRun(int exit, String out, String err) {

    /** Runs a command line as the process would, with nothing on standard input. */
    public static CommandLineRun of(String... arguments) {
        return with("", arguments);
    }

    /** Runs a command line as the process would in this environment, with nothing on standard input. */
    public static CommandLineRun in(Map<String, String> environment, String... arguments) {
        return run("", environment, /* terminal= */ false, arguments);
    }

    /** Runs a command line as the process would, with this on standard input. */
    public static CommandLineRun with(String input, String... arguments) {
        return run(input, Map.of(), /* terminal= */ false, arguments);
    }

    /** The same with somebody who watches and types this. */
    public static CommandLineRun watched(String input, String... arguments) {
        return run(input, Map.of(), /* terminal= */ true, arguments);
    }

    private static CommandLineRun run(String input, Map<String, String> environment, boolean terminal, String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var console = new Console(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, /* autoFlush= */ true, StandardCharsets.UTF_8),
                new PrintStream(err, /* autoFlush= */ true, StandardCharsets.UTF_8), environment, Path.of("../.."), () -> terminal);
        int exit = CommandRunner.run(console, arguments);
        return new CommandLineRun(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
