package dev.planline.cli.console;

import dev.planline.wire.Codec;
import java.util.Locale;
import picocli.CommandLine.Option;

/** The option for the form of the output, and the output in that form. */
public final class OutputOptions {

    private static final Codec CODEC = new Codec();

    private final Console console;

    @Option(names = {"-o", "--output"}, paramLabel = "FORMAT", description = "table (the default) or json.")
    private Format format = Format.TABLE;

    /** Prints to this console. */
    public OutputOptions(Console console) {
        this.console = console;
    }

    /** Whether JSON is wanted. */
    public boolean json() {
        return format == Format.JSON;
    }

    /** Prints a value as one line of JSON. */
    public void printJson(Object value) {
        console.print(CODEC.toJson(value));
    }

    /** Prints a table, or the value that it shows as JSON. */
    public void print(Object value, Table table) {
        if (json()) {
            printJson(value);
        } else {
            table.print(console.out());
        }
    }

    private enum Format {
        TABLE,
        JSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
