package dev.planline.cli.registry;

import dev.planline.cli.console.Console;
import dev.planline.cli.console.OutputOptions;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Tells what was changed. */
final class Applied {

    private Applied() {}

    /**
     * Tells it.
     *
     * @param how for example {@code removed}
     * @param what for example {@code agents}
     */
    static void report(Console console, OutputOptions output, String how, String what, Collection<String> names) {
        if (output.json()) {
            output.printJson(Map.of(how, List.copyOf(names)));
        } else {
            console.say(how + " " + names.size() + " " + what);
        }
    }
}
