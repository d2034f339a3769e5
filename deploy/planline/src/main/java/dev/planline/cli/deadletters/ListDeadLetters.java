package dev.planline.cli.deadletters;

import dev.planline.cli.console.ClusterOptions;
import dev.planline.cli.console.CommandFailed;
import dev.planline.cli.console.Console;
import dev.planline.cli.console.Exit;
import dev.planline.cli.console.OutputOptions;
import dev.planline.cli.console.Table;
import dev.planline.client.Cluster;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the dead letters. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "Shows the dead letters that are open, of one topic or of all, the latest last; or counts them.", footer = {
    "", "Examples: planline dlq list tasks --newer 2h --limit 20", "          planline dlq list --by kind"})
final class ListDeadLetters implements Callable<Integer> {

    private static final Comparator<LetterRow> BY_TIME = Comparator.comparing(LetterRow::time).thenComparing(LetterRow::id);

    private final Console console;

    @Mixin
    private final ClusterOptions cluster;

    @Mixin
    private final OutputOptions output;

    @Mixin
    private final FilterOptions filter = new FilterOptions();

    @Option(names = "--by", paramLabel = "WHAT", description = "Counts them by stage, kind, age or topic instead.")
    private @Nullable Grouping by;

    @Option(names = "--all", description = "Also those that were redriven, with the time of that.")
    private boolean all;

    @Option(names = "--limit", paramLabel = "N", description = "Shows at most so many, the latest. Default: 100.")
    private int limit = 100;

    ListDeadLetters(Console console) {
        this.console = console;
        this.cluster = new ClusterOptions(console);
        this.output = new OutputOptions(console);
    }

    @Override
    public Integer call() {
        if (limit < 1) {
            throw CommandFailed.badInput("--limit: is " + limit + "; must be 1 or more");
        }
        Cluster meant = cluster.cluster();
        var now = Instant.now();
        if (by != null) {
            count(meant, by, now);
        } else {
            show(meant, now);
        }
        return Exit.DONE;
    }

    private void show(Cluster meant, Instant now) {
        var latest = new PriorityQueue<LetterRow>(BY_TIME);
        read(meant, now, (letter, redrivenAt) -> {
            latest.add(LetterRow.of(letter, redrivenAt));
            if (latest.size() > limit) {
                latest.remove();
            }
        });
        List<LetterRow> rows = latest.stream().sorted(BY_TIME).toList();
        var headings = new ArrayList<>(List.of("DEAD LETTER", "KEY", "KIND", "STAGE", "FIELD", "MESSAGE"));
        if (all) {
            headings.add("REDRIVEN");
        }
        var table = Table.of(headings.toArray(String[]::new));
        for (LetterRow row : rows) {
            String key = row.keyBase64() == null ? row.key() : new Content.Binary(row.keyBase64()).shown();
            List<@Nullable Object> cells = new ArrayList<>();
            cells.add(row.id());
            cells.add(key);
            cells.add(row.kind());
            cells.add(row.stage());
            cells.add(row.field());
            cells.add(row.message());
            if (all) {
                cells.add(row.redrivenAt());
            }
            table.row(cells.toArray());
        }
        output.print(rows, table);
    }

    private void count(Cluster meant, Grouping grouping, Instant now) {
        var groups = new TreeMap<String, Group>();
        read(meant, now, (letter, redrivenAt) -> {
            String name = grouping.of(letter, now);
            groups.merge(name, Group.of(name, letter.diedAt()), Group::and);
        });
        List<Group> most = groups.values().stream().sorted(Comparator.comparingLong(Group::letters).reversed()).toList();
        var table = Table.of(grouping.name(), "LETTERS", "OLDEST", "NEWEST");
        most.forEach(group -> table.row(group.group(), group.letters(), Age.text(group.oldest(), now), Age.text(group.newest(), now)));
        output.print(most, table);
    }

    private void read(Cluster meant, Instant now, BiConsumer<DeadLetter, @Nullable Instant> taker) {
        Filter wanted = filter.filter();
        Audit audit = Audit.readIfThere(meant, Audit.Unreadable.told(console));
        try (Letters letters = Letters.open(meant, filter.topics(), wanted.ids())) {
            letters.forEach(letter -> {
                Instant redrivenAt = audit.redrivenAt(letter);
                if ((all || redrivenAt == null) && wanted.takes(letter, now)) {
                    taker.accept(letter, redrivenAt);
                }
                return true;
            });
        }
    }
}
