package dev.planline.cli.console;

import dev.planline.text.Shown;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * What surrounds a command.
 *
 * @param out for data alone
 * @param err for progress, logs and errors
 * @param home where the examples are
 * @param terminal whether somebody watches
 */
public record Console(InputStream in, PrintStream out, PrintStream err, Map<String, String> environment, Path home,
        BooleanSupplier terminal) {

    public Console {
        environment = Map.copyOf(environment);
    }

    /** Says something to whoever watches. */
    public void say(String message) {
        err.println(Shown.lines(message));
    }

    /** Prints data that others may have written, and which a terminal must not obey; within JSON the escapes mean the same. */
    public void print(String text) {
        out.println(Shown.lines(text));
    }
}
