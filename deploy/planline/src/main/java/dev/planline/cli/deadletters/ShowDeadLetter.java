package dev.planline.cli.deadletters;

import dev.planline.cli.console.ClusterOptions;
import dev.planline.cli.console.CommandFailed;
import dev.planline.cli.console.Console;
import dev.planline.cli.console.Exit;
import dev.planline.cli.console.OutputOptions;
import dev.planline.client.Cluster;
import dev.planline.model.Redrive;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows one dead letter whole. */
@Command(name = "show", mixinStandardHelpOptions = true, description = {
    "Shows one dead letter whole: what was wrong, whether it was redriven, its headers and its value.",
    "What is no UTF-8 is shown in base64."}, footer = {"", "Example: planline dlq show tasks-0@12"})
final class ShowDeadLetter implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final ClusterOptions cluster;

    @Mixin
    private final OutputOptions output;

    @Parameters(paramLabel = "DEAD-LETTER", description = "Its id, as 'planline dlq list' shows it.")
    private String id = "";

    ShowDeadLetter(Console console) {
        this.console = console;
        this.cluster = new ClusterOptions(console);
        this.output = new OutputOptions(console);
    }

    @Override
    public Integer call() {
        Cluster meant = cluster.cluster();
        DeadLetter letter = find(meant, DeadLetterId.parse(id));
        if (letter == null) {
            throw CommandFailed.badInput("there is no dead letter " + id + "; 'planline dlq list' shows them");
        }
        Redrive redrive = Audit.find(meant, letter, Audit.Unreadable.told(console));
        if (output.json()) {
            output.printJson(Whole.of(letter, redrive));
        } else {
            print(letter, redrive);
        }
        return Exit.DONE;
    }

    /** All of it; a header may stand twice. */
    private record Whole(LetterRow deadLetter, @Nullable Redrive redrive, List<HeaderRow> headers, @Nullable String value,
            @Nullable String valueBase64) {

        static Whole of(DeadLetter letter, @Nullable Redrive redrive) {
            Content value = Content.of(letter.kafka().value());
            var headers = new ArrayList<HeaderRow>();
            letter.kafka().headers().forEach(header -> headers.add(HeaderRow.of(header)));
            return new Whole(LetterRow.of(letter, redrive == null ? null : redrive.at()), redrive, headers, value.text(), value.base64());
        }
    }

    private record HeaderRow(String name, @Nullable String value, @Nullable String valueBase64) {

        static HeaderRow of(Header header) {
            Content value = Content.of(header.value());
            return new HeaderRow(header.key(), value.text(), value.base64());
        }
    }

    private void print(DeadLetter letter, @Nullable Redrive redrive) {
        line("dead letter", letter.id());
        line("key", letter.key().shown());
        line("age", Age.text(letter.diedAt(), Instant.now()));
        line("redriven before it died", letter.redrives().orElse(0) + " times");
        if (redrive != null) {
            line("redriven", redrive.at() + " by " + redrive.by() + " to " + redrive.target()
                    + (redrive.patch() == null ? "" : ", changed by the patch with SHA-256 " + redrive.patch()));
        }
        console.out().println();
        letter.kafka().headers().forEach(header -> line(header.key(), Content.of(header.value()).shown()));
        console.out().println();
        line(Content.of(letter.kafka().value()).shown());
    }

    private void line(String name, @Nullable Object value) {
        line(name + ": " + (value == null ? "(null)" : value));
    }

    private void line(@Nullable String text) {
        console.print(text == null ? "(null)" : text);
    }

    private static @Nullable DeadLetter find(Cluster meant, DeadLetterId id) {
        var found = new AtomicReference<@Nullable DeadLetter>();
        try (Letters letters = Letters.open(meant, List.of(id.topic()), Set.of(id))) {
            letters.forEach(letter -> {
                if (letter.id().equals(id)) {
                    found.set(letter);
                }
                return true;
            });
        }
        return found.get();
    }
}
