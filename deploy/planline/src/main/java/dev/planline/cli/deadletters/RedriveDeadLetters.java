package dev.planline.cli.deadletters;

import dev.planline.cli.console.AtExit;
import dev.planline.cli.console.ClusterOptions;
import dev.planline.cli.console.CommandFailed;
import dev.planline.cli.console.Console;
import dev.planline.cli.console.Exit;
import dev.planline.cli.console.OutputOptions;
import dev.planline.cli.console.Progress;
import dev.planline.client.Cluster;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sends the messages of dead letters again. */
@Command(name = "redrive", mixinStandardHelpOptions = true, description = {
    "Sends the messages of dead letters again, to the topics that they came from, each exactly once.",
    "One that was redriven is passed over, and what was interrupted is taken up by running it again. A message that its stage would",
    "not read is refused and stays open; later ones of its key are held back. Exits 1 if letters stay open that were meant. See docs/dead-letters.md."
}, footer = {
    "",
    "Examples: planline dlq redrive tasks --kind failed --dry-run",
    "          planline dlq redrive --field gaol --patch rename.json",
    "          planline dlq redrive --all-letters --newer 2h --rate 20/s --yes"
})
final class RedriveDeadLetters implements Callable<Integer> {

    private final Console console;

    @Mixin
    private final ClusterOptions cluster;

    @Mixin
    private final OutputOptions output;

    @Mixin
    private final FilterOptions filter = new FilterOptions();

    @Option(names = "--all-letters", description = "All letters are meant. Without it a topic or another choice is required.")
    private boolean allLetters;

    @Option(names = "--dry-run", description = "Prints what would become of each letter, and sends nothing.")
    private boolean dryRun;

    @Option(names = "--patch", paramLabel = "FILE", description = "Changes each value by this JSON Patch (RFC 6902) before it is checked.")
    private @Nullable Path patch;

    @Option(names = "--limit", paramLabel = "N", description = "Sends at most so many.")
    private long limit = Long.MAX_VALUE;

    @Option(names = "--rate", paramLabel = "N/s", converter = Rates.class, description = "Sends at most so many in a second. Default: 100/s.")
    private double rate = 100;

    @Option(names = "--max-redrives", paramLabel = "N", description = "Refuses a message that has been redriven so often and died again. Default: 3.")
    private int maxRedrives = 3;

    @Option(names = "--out-of-order", description = "Sends a letter though an earlier one of its key is refused, a newer entry of its table is there, or its key is not that of its value.")
    private boolean outOfOrder;

    @Option(names = "--pass-over", paramLabel = "PLACE", description = "Goes on though the record of a redrive at this place cannot be read, for example planline.redrives-0@5.")
    private Set<String> passOver = new LinkedHashSet<>();

    @Option(names = "--by", paramLabel = "NAME", description = "Who redrives, for the record. Default: user@host.")
    private @Nullable String by;

    @Option(names = {"-y", "--yes"}, description = "Does not ask.")
    private boolean yes;

    RedriveDeadLetters(Console console) {
        this.console = console;
        this.cluster = new ClusterOptions(console);
        this.output = new OutputOptions(console);
    }

    @Override
    public Integer call() {
        Terms terms = terms();
        Cluster meant = cluster.cluster();
        var redriving = new Redriving(meant, terms, InstantSource.system());
        try (Letters letters = Letters.open(meant, filter.topics(), terms.filter().ids())) {
            return dryRun ? rehearse(redriving, letters, terms.filter()) : run(redriving, letters, terms.filter());
        }
    }

    private Terms terms() {
        if (!allLetters && !filter.given()) {
            throw CommandFailed.badInput("say which letters are meant: a topic, a choice such as --kind failed or --id tasks-0@12, or "
                    + "--all-letters; 'planline dlq list --by kind' shows what there is");
        }
        if (limit < 1) {
            throw CommandFailed.badInput("--limit: is " + limit + "; must be 1 or more");
        }
        if (maxRedrives < 1) {
            throw CommandFailed.badInput("--max-redrives: is " + maxRedrives + "; must be 1 or more");
        }
        return new Terms(filter.filter(), limit, maxRedrives, !outOfOrder, patch == null ? null : PatchFile.read(patch),
                Redriver.name(by), passOver);
    }

    private int rehearse(Redriving redriving, Letters letters, Filter meant) {
        var report = new FateReport(console, output, "send");
        Tally tally = rehearse(redriving, letters, meant, report::show);
        report.sum(tally);
        console.say(tally.text("to send") + "; nothing was sent");
        return exit(tally);
    }

    private Tally rehearse(Redriving redriving, Letters letters, Filter meant, BiConsumer<DeadLetter, Fate> watcher) {
        var missing = new HashSet<>(meant.ids());
        Tally tally = redriving.rehearse(letters, (letter, fate) -> {
            missing.remove(letter.id());
            watcher.accept(letter, fate);
        });
        if (!missing.isEmpty() && tally.sent() < limit) {
            throw CommandFailed.badInput("there is no dead letter " + missing.iterator().next() + "; 'planline dlq list' shows them");
        }
        return tally;
    }

    private int run(Redriving redriving, Letters letters, Filter meant) {
        Tally expected = rehearse(redriving, letters, meant, (letter, fate) -> {
        });
        if (expected.sent() > 0) {
            console.say(expected.text("to send") + ", at " + text(rate) + " a second");
            if (console.terminal().getAsBoolean() && !yes && !agreed()) {
                console.say("nothing was sent");
                return Exit.FAILED;
            }
        }
        var report = new FateReport(console, output, "sent");
        Tally tally = run(redriving, letters, report, expected.sent());
        report.sum(tally);
        console.say(tally.text("sent"));
        if (tally.open() > 0) {
            console.say(tally.open()
                    + " stay open; see the reasons above, mend them by --patch FILE or in what reads them, and run this again");
        }
        return exit(tally);
    }

    private Tally run(Redriving redriving, Letters letters, FateReport report, long expected) {
        if (expected == 0) {
            return redriving.run(letters, rate, report::showOpen, sent -> {
            });
        }
        var sent = new AtomicLong();
        try (Progress progress = Progress.of(console, "redriven", expected);
                var _ = new AtExit(
                        () -> console.say("interrupted after " + sent + " were sent; run this again to go on: nothing is sent twice"))) {
            return redriving.run(letters, rate, report::showOpen, done -> {
                sent.set(done);
                progress.at(done);
            });
        }
    }

    private static int exit(Tally tally) {
        return tally.open() == 0 ? Exit.DONE : Exit.FAILED;
    }

    private static String text(double rate) {
        return rate == Math.rint(rate) ? Long.toString((long) rate) : Double.toString(rate);
    }

    private boolean agreed() {
        console.err().print("Go on? [y/N] ");
        console.err().flush();
        try {
            String answer = new BufferedReader(new InputStreamReader(console.in(), StandardCharsets.UTF_8)).readLine();
            return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
