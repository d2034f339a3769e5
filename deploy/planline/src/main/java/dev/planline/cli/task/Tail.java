package dev.planline.cli.task;

import dev.planline.cli.console.ClusterOptions;
import dev.planline.cli.console.CommandFailed;
import dev.planline.cli.console.Console;
import dev.planline.cli.console.Exit;
import dev.planline.cli.console.OutputOptions;
import dev.planline.client.Cluster;
import dev.planline.client.TopicReader;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what comes in on a topic. */
@Command(name = "tail", mixinStandardHelpOptions = true, description = "Shows what is on a topic and what comes in, until it is interrupted or has shown enough.", footer = {
    "", "Example: planline tail validated --from-beginning --limit 10 -o json"})
final class Tail implements Callable<Integer> {

    private static final Duration POLL = Duration.ofMillis(500);

    private final Console console;

    @Mixin
    private final ClusterOptions cluster;

    @Mixin
    private final OutputOptions output;

    @Option(names = "--from-beginning", description = "Shows everything that is there first.")
    private boolean fromBeginning;

    @Option(names = "--last", paramLabel = "N", description = "Shows the last messages first, at most so many of each partition.")
    private int last;

    @Option(names = {"-n", "--limit"}, paramLabel = "N", description = "Ends after so many messages.")
    private long limit = Long.MAX_VALUE;

    @Parameters(paramLabel = "TOPIC", arity = "0..1", description = "For example validated or tasks.dlq. Default: all but dead letters.")
    private @Nullable String topic;

    Tail(Console console) {
        this.console = console;
        this.cluster = new ClusterOptions(console);
        this.output = new OutputOptions(console);
    }

    @Override
    public Integer call() {
        if (last < 0) {
            throw CommandFailed.badInput("--last: is " + last + "; must be 0 or more");
        }
        if (limit < 1) {
            throw CommandFailed.badInput("--limit: is " + limit + "; must be 1 or more");
        }
        Cluster meant = cluster.cluster();
        List<String> topics = topic == null ? TopicNames.all(meant.prefix()) : List.of(TopicNames.resolve(topic, meant.prefix()));
        try (TopicReader reader = TopicReader.of(meant, topics)) {
            long shown = 0;
            if (!fromBeginning) {
                shown = show(latest(reader), 0);
            }
            while (shown < limit && !Thread.currentThread().isInterrupted()) {
                shown = show(reader.poll(POLL), shown);
            }
        }
        return Exit.DONE;
    }

    private List<ConsumerRecord<byte[], byte[]>> latest(TopicReader reader) {
        if (last == 0) {
            var _ = reader.fromEnd();
            return List.of();
        }
        return reader.last(last).stream().sorted(Comparator.comparingLong(ConsumerRecord::timestamp)).toList();
    }

    /** How many are shown then. */
    private long show(List<ConsumerRecord<byte[], byte[]>> records, long shownBefore) {
        long shown = shownBefore;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (shown == limit) {
                return shown;
            }
            shown++;
            TailLine line = TailLine.of(record);
            if (output.json()) {
                output.printJson(line);
            } else {
                console.print(line.text());
            }
        }
        return shown;
    }
}
