package dev.planline.cli.operations;

import dev.planline.cli.console.ClusterOptions;
import dev.planline.cli.console.Console;
import dev.planline.cli.console.Exit;
import dev.planline.cli.console.OutputOptions;
import dev.planline.cli.console.Table;
import dev.planline.client.Cluster;
import dev.planline.client.TopicReader;
import dev.planline.wire.Topic;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the dead letters. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "Shows the dead letters of one topic or of all, the latest last.", footer = {
    "", "Example: planline dlq list tasks --limit 20"})
final class ListDeadLetters implements Callable<Integer> {

    @Mixin
    private final ClusterOptions cluster;

    @Mixin
    private final OutputOptions output;

    @Option(names = "--limit", paramLabel = "N", description = "Shows at most so many, the latest. Default: 100.")
    private int limit = 100;

    @Parameters(paramLabel = "TOPIC", arity = "0..1", description = "The topic that they come from, without prefix. Default: all.")
    private @Nullable String topic;

    ListDeadLetters(Console console) {
        this.cluster = new ClusterOptions(console);
        this.output = new OutputOptions(console);
    }

    @Override
    public Integer call() {
        List<Topic> topics = topic == null ? List.of(Topic.values()) : List.of(DeadLetterId.topic(topic));
        List<DeadLetter> letters = read(cluster.cluster(), topics);
        List<DeadLetter> latest = letters.subList(Math.max(0, letters.size() - limit), letters.size());
        var table = Table.of("DEAD LETTER", "KEY", "KIND", "STAGE", "FIELD", "MESSAGE");
        latest.forEach(letter -> table.row(letter.id(), letter.key(), letter.kind(), letter.stage(), letter.field(), letter.message()));
        output.print(latest, table);
        return Exit.DONE;
    }

    private List<DeadLetter> read(Cluster meant, List<Topic> topics) {
        Map<String, Topic> byName = topics.stream()
                .collect(Collectors.toMap(each -> each.deadLetterName(meant.prefix()), Function.identity()));
        var letters = new ArrayList<DeadLetter>();
        try (TopicReader reader = TopicReader.of(meant, byName.keySet()).last(limit)) {
            reader.readToEnd(record -> letters.add(DeadLetter.of(Objects.requireNonNull(byName.get(record.topic())), record)));
        }
        letters.sort(Comparator.comparing((DeadLetter letter) -> letter.time() == null ? "" : letter.time()).thenComparing(DeadLetter::id));
        return letters;
    }
}
