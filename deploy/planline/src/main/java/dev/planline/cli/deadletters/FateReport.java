package dev.planline.cli.deadletters;

import dev.planline.cli.console.Console;
import dev.planline.cli.console.OutputOptions;
import dev.planline.text.Shown;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Prints a line for each letter at once, so that nothing is held: as text, or as JSON with the sum in the last line. */
final class FateReport {

    private static final int LONGEST = 1_000;

    private record Line(String id, @Nullable String key, @Nullable String keyBase64, String fate, String detail) {}

    private final Console console;
    private final OutputOptions output;
    private final String sentAs;

    /**
     * @param sentAs what a letter is called that is sent: {@code send} before, {@code sent} afterwards
     */
    FateReport(Console console, OutputOptions output, String sentAs) {
        this.console = console;
        this.output = output;
        this.sentAs = sentAs;
    }

    void show(DeadLetter letter, Fate fate) {
        switch (fate) {
            case Fate.Send(var message, _) -> line(letter, sentAs, "to " + message.topic());
            case Fate.Refused(String reason) -> line(letter, "refused", reason);
            case Fate.HeldBack(String reason) -> line(letter, "held back", reason);
            case Fate.Redriven(var at) -> line(letter, "redriven before", "at " + at);
            case Fate.NotMeant() -> {
            }
        }
    }

    /** The same, without those that are sent, of which there may be many. */
    void showOpen(DeadLetter letter, Fate fate) {
        switch (fate) {
            case Fate.Send _,Fate.Redriven _ when !output.json() -> {
            }
            default -> show(letter, fate);
        }
    }

    void sum(Tally tally) {
        if (output.json()) {
            output.printJson(Map.of("total", tally));
        }
    }

    private void line(DeadLetter letter, String fate, String detail) {
        if (output.json()) {
            Content key = letter.key();
            output.printJson(new Line(letter.id().toString(), key.text(), key.base64(), fate, detail));
        } else {
            console.print("%-20s  %-15s  %s".formatted(letter.id(), fate, Shown.line(detail, LONGEST)));
        }
    }
}
