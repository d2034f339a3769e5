package dev.planline.cli.console;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds a command.
 *
 * @param out for data alone
 * @param err for progress, logs and errors
 * @param home where the examples are
 * @param terminal whether somebody watches
 */
public record Console(InputStream in, PrintStream out, PrintStream err, Map<String, String> environment, Path home, BooleanSupplier terminal) {

    public Console {
        environment = Map.copyOf(environment);
    }

    /** The option if it is given, else what the environment says, else the default. */
    public String choose(@Nullable String option, String variable, String otherwise) {
        return option == null ? environment.getOrDefault(variable, otherwise) : option;
    }

    /** Says something to whoever watches. */
    public void say(String message) {
        err.println(message);
    }
}
