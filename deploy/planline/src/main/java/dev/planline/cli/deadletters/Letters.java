package dev.planline.cli.deadletters;

import dev.planline.client.Cluster;
import dev.planline.client.TopicReader;
import dev.planline.wire.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The dead letters that there were when it was opened, however often they are read. One partition comes after the other, each in
 * the order of its log: all letters of one key and topic lie in one, in the order in which they died. No more is held than the
 * consumer fetches at once. Not thread-safe.
 */
final class Letters implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);

    private final TopicReader reader;
    private final Map<String, Topic> topics;
    private final List<TopicPartition> partitions;
    private final Map<TopicPartition, Long> begins = new HashMap<>();
    private final Map<TopicPartition, Long> ends;

    private Letters(TopicReader reader, Map<String, Topic> topics, Collection<DeadLetterId> only) {
        this.reader = reader;
        this.topics = topics;
        this.ends = new HashMap<>(reader.ends());
        this.partitions = reader.partitions().stream()
                .filter(partition -> only.isEmpty() || bound(partition, only))
                .filter(partition -> end(partition) > 0)
                .sorted(Comparator.comparing((TopicPartition partition) -> topic(partition.topic()))
                        .thenComparingInt(TopicPartition::partition))
                .toList();
    }

    /**
     * Those of these topics.
     *
     * @param only what will be asked for alone, so that the rest need not be read; empty for all
     */
    static Letters open(Cluster cluster, Collection<Topic> some, Collection<DeadLetterId> only) {
        Map<String, Topic> topics = some.stream()
                .collect(Collectors.toMap(topic -> topic.deadLetterName(cluster.prefix()), Function.identity()));
        TopicReader reader = TopicReader.of(cluster, topics.keySet());
        try {
            return new Letters(reader, topics, only);
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    /** Hands over each, until it is told that this is enough. */
    void forEach(Predicate<DeadLetter> goesOn) {
        for (TopicPartition partition : partitions) {
            if (!read(partition, goesOn)) {
                return;
            }
        }
    }

    private boolean read(TopicPartition partition, Predicate<DeadLetter> goesOn) {
        TopicReader one = reader.only(List.of(partition));
        Long begin = begins.get(partition);
        if (begin != null) {
            one.from(Map.of(partition, begin));
        }
        Topic topic = topic(partition.topic());
        while (!one.reached(Map.of(partition, end(partition)))) {
            for (ConsumerRecord<byte[], byte[]> kafka : one.poll(POLL)) {
                var letter = new DeadLetter(new DeadLetterId(topic, kafka.partition(), kafka.offset()), kafka);
                if (kafka.offset() < end(partition) && !goesOn.test(letter)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Narrows a partition to what will be asked for; false if that is nothing. */
    private boolean bound(TopicPartition partition, Collection<DeadLetterId> only) {
        List<Long> offsets = only.stream()
                .filter(id -> id.topic() == topic(partition.topic()) && id.partition() == partition.partition()).map(DeadLetterId::offset)
                .filter(offset -> offset < end(partition)).sorted().toList();
        if (offsets.isEmpty()) {
            return false;
        }
        begins.put(partition, offsets.getFirst());
        ends.put(partition, offsets.getLast() + 1);
        return true;
    }

    private long end(TopicPartition partition) {
        return ends.getOrDefault(partition, 0L);
    }

    private Topic topic(String name) {
        return Objects.requireNonNull(topics.get(name));
    }

    @Override
    public void close() {
        reader.close();
    }
}
