package dev.planline.cli.operations;

import dev.planline.cli.console.ClusterOptions;
import dev.planline.cli.console.CommandFailed;
import dev.planline.cli.console.Console;
import dev.planline.cli.console.Exit;
import dev.planline.cli.console.OutputOptions;
import dev.planline.client.Cluster;
import dev.planline.client.TopicReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows one dead letter whole. */
@Command(name = "show", mixinStandardHelpOptions = true, description = "Shows one dead letter whole: what was wrong, its headers and its value.", footer = {
    "", "Example: planline dlq show tasks-0@12"})
final class ShowDeadLetter implements Callable<Integer> {

    private static final Duration POLL = Duration.ofMillis(500);

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
        DeadLetterId place = DeadLetterId.parse(id);
        ConsumerRecord<byte[], byte[]> letter = find(cluster.cluster(), place);
        if (letter == null) {
            throw CommandFailed.badInput("there is no dead letter " + id + "; 'planline dlq list' shows them");
        }
        String value = letter.value() == null ? null : new String(letter.value(), StandardCharsets.UTF_8);
        if (output.json()) {
            var whole = new LinkedHashMap<String, @Nullable Object>();
            whole.put("deadLetter", DeadLetter.of(place.topic(), letter));
            whole.put("headers", DeadLetter.headers(letter));
            whole.put("value", value);
            output.printJson(whole);
        } else {
            print(DeadLetter.headers(letter), value);
        }
        return Exit.DONE;
    }

    private void print(Map<String, String> headers, @Nullable String value) {
        headers.forEach((name, text) -> console.print(name + ": " + text));
        console.out().println();
        console.print(value == null ? "(null)" : value);
    }

    private static @Nullable ConsumerRecord<byte[], byte[]> find(Cluster meant, DeadLetterId place) {
        String topic = place.topic().deadLetterName(meant.prefix());
        var partition = new TopicPartition(topic, place.partition());
        try (TopicReader reader = TopicReader.of(meant, List.of(topic))) {
            Map<TopicPartition, Long> ends = reader.ends();
            if (place.offset() >= ends.getOrDefault(partition, 0L)) {
                return null;
            }
            TopicReader one = reader.only(List.of(partition)).from(Map.of(partition, place.offset()));
            while (!one.reached(Map.of(partition, place.offset() + 1))) {
                for (ConsumerRecord<byte[], byte[]> letter : one.poll(POLL)) {
                    return letter.offset() == place.offset() ? letter : null;
                }
            }
            return null;
        }
    }
}
