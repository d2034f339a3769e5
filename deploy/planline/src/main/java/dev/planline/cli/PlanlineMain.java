package dev.planline.cli;

import dev.planline.cli.console.Console;
import java.nio.file.Path;
import java.util.Optional;

/** The command line's entry. */
public final class PlanlineMain {

    private PlanlineMain() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        Path home = Path.of(System.getProperty("planline.home", ""));
        var console = new Console(System.in, System.out, System.err, System.getenv(), home, PlanlineMain::watched);
        System.exit(CommandRunner.run(console, args));
    }

    private static boolean watched() {
        return Optional.ofNullable(System.console()).filter(java.io.Console::isTerminal).isPresent();
    }
}
