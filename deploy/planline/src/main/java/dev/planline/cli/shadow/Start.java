package dev.planline.cli.shadow;

import dev.planline.cli.console.CommandFailed;
import dev.planline.cli.console.Durations;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.TypeConversionException;

/** Reads where on a log to start: {@code beginning}, a time ago such as 2h, or a time. */
final class Start {

    private Start() {}

    /**
     * The time that a text means.
     *
     * @throws CommandFailed if it means none
     */
    static Instant of(String text, Instant now) {
        if (text.equals("beginning")) {
            return Instant.EPOCH;
        }
        try {
            return text.contains("-") ? Instant.parse(text) : now.minus(new Durations().convert(text));
        } catch (DateTimeParseException | TypeConversionException _) {
            throw CommandFailed.badInput("--from: \"" + text
                    + "\" is neither beginning, nor a time ago such as 30m or 2h, nor a time such as 2026-01-31T08:00:00Z");
        }
    }
}
