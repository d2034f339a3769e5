package dev.planline.cli.shadow;

import dev.planline.client.Cluster;
import dev.planline.client.TopicReader;
import dev.planline.runtime.Outcome;
import dev.planline.wire.Codec;
import dev.planline.wire.Decoded;
import dev.planline.wire.EventHeaders;
import dev.planline.wire.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a stage has read and published, as it is on the log. An event names the message that it came of, so that both are found. */
final class History {

    private record Recorded(Outcome.Output output, Instant at) {}

    private final Cluster cluster;
    private final String stage;
    private final Codec codec = new Codec();

    /** That of a stage, by its name. */
    History(Cluster cluster, String stage) {
        this.cluster = cluster;
        this.stage = stage;
    }

    /**
     * The last messages that it has read, in the order in which it decided.
     *
     * @param reads the topics that it reads
     * @param since leaves out what is older
     * @param most how many at most
     */
    List<Input> inputs(Collection<Topic> reads, Instant since, int most) {
        var last = new PriorityQueue<ConsumerRecord<byte[], byte[]>>(
                Comparator.<ConsumerRecord<byte[], byte[]>>comparingLong(ConsumerRecord::timestamp).thenComparing(Input::place));
        read(names(reads), since, source -> {
            last.add(source);
            if (last.size() > most) {
                last.remove();
            }
        });
        Map<String, ConsumerRecord<byte[], byte[]>> sources = last.stream().collect(Collectors.toMap(Input::place, Function.identity()));
        Map<String, List<Recorded>> recorded = recorded(sources, since);
        return sources.entrySet().stream().map(source -> input(source.getValue(), recorded.getOrDefault(source.getKey(), List.of())))
                .sorted(Comparator.comparing(Input::decidedAt).thenComparing(input -> Input.place(input.source()))).toList();
    }

    private static Input input(ConsumerRecord<byte[], byte[]> source, List<Recorded> recorded) {
        Instant at = recorded.isEmpty() ? Instant.ofEpochMilli(source.timestamp()) : recorded.getFirst().at();
        return new Input(source, recorded.stream().map(Recorded::output).toList(), at);
    }

    private Map<String, List<Recorded>> recorded(Map<String, ?> sources, Instant since) {
        var found = new HashMap<String, List<Recorded>>();
        Map<String, Topic> topics = List.of(Topic.PLANS, Topic.ROUTES, Topic.VALIDATED, Topic.REJECTED, Topic.ABANDONED).stream()
                .collect(Collectors.toMap(topic -> topic.name(cluster.prefix()), Function.identity()));
        String publisher = cluster.prefix() + "/" + stage;
        read(topics.keySet(), since, record -> {
            String id = EventHeaders.text(record.headers(), "ce_id");
            Topic topic = topics.get(record.topic());
            if (id == null || topic == null || !publisher.equals(EventHeaders.text(record.headers(), "ce_source"))) {
                return;
            }
            String place = id.substring(0, Math.max(0, id.lastIndexOf('/')));
            if (sources.containsKey(place)
                    && codec.decode(topic.type(), record.value(),
                            EventHeaders.newerSchema(record.headers())) instanceof Decoded.Value<? extends Record>(Record value)) {
                found.computeIfAbsent(place, _ -> new ArrayList<>())
                        .add(new Recorded(new Outcome.Output(topic, value), Instant.ofEpochMilli(record.timestamp())));
            }
        });
        return found;
    }

    private List<String> names(Collection<Topic> topics) {
        return topics.stream().map(topic -> topic.name(cluster.prefix())).toList();
    }

    private void read(Collection<String> topics, Instant since, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        try (TopicReader reader = TopicReader.of(cluster, topics).since(since)) {
            reader.readToEnd(record -> {
                if (record.value() != null) {
                    taker.accept(record);
                }
            });
        }
    }
}
