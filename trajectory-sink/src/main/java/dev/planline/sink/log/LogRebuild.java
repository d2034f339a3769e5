package dev.planline.sink.log;

import dev.planline.client.Cluster;
import dev.planline.sink.store.FoldBatch;
import dev.planline.sink.store.LogEntry;
import dev.planline.sink.store.Position;
import dev.planline.sink.store.Store;
import dev.planline.wire.Decoded;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Folds the log once more from its start, up to given offsets. It joins no group and writes nothing to Kafka. */
public final class LogRebuild {

    private static final Duration POLL = Duration.ofMillis(500);

    /** Nobody reads before the end, so the only bound of a transaction is what a cap has to read of an agent to choose what to keep. */
    private static final int MOST_RECORDS = 200_000;

    private static final Duration LINGER = Duration.ofMinutes(1);

    private final Cluster cluster;
    private final Store store;
    private final Reader reader;

    /**
     * A rebuild into a store, which must be empty.
     *
     * @param maxValueBytes largest value that is folded, as the sink is set to
     * @param redaction makes of the JSON of a trajectory what may be stored, as in the sink
     */
    public LogRebuild(Cluster cluster, Store store, int maxValueBytes, UnaryOperator<byte[]> redaction) {
        this.cluster = cluster;
        this.store = store;
        this.reader = new Reader(maxValueBytes, redaction);
    }

    /**
     * What was folded.
     *
     * @param begins where partitions begin of which the start is gone; what stood there was not folded
     */
    public record Folded(long records, Map<Position, Long> begins) {

        public Folded {
            begins = Map.copyOf(begins);
        }
    }

    /**
     * Folds all records before the offsets. The start of a topic that tells of tasks may be gone, by its retention.
     *
     * @param progress takes the number of records that were folded since it was last called
     * @throws LogCut if the start of another topic is gone, of which later rows need the earlier ones
     */
    public Folded fold(Map<Position, Long> until, LongConsumer progress) {
        Map<String, LogTopics.Source> sources = LogTopics.of(cluster.prefix());
        Map<String, String> names = sources.entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getValue().name(), Map.Entry::getKey));
        var ends = new HashMap<TopicPartition, Long>();
        until.forEach((position, offset) -> ends.put(new TopicPartition(names.getOrDefault(position.topic(), position.topic()),
                position.partition()), offset));
        try (var consumer = new KafkaConsumer<>(options(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            Map<Position, Long> begins = begins(consumer, sources, ends);
            try (var writer = new GroupCommit(store, MOST_RECORDS, GroupCommit.MOST_BYTES, LINGER)) {
                long count = fold(consumer, sources, ends, writer, progress);
                writer.flush();
                return new Folded(count, begins);
            }
        } catch (OffsetOutOfRangeException e) {
            throw new LogCut("the log was cut while it was folded, at " + e.offsetOutOfRangePartitions().keySet() + "; run it again");
        }
    }

    private static Map<Position, Long> begins(KafkaConsumer<byte[], byte[]> consumer, Map<String, LogTopics.Source> sources,
            Map<TopicPartition, Long> ends) {
        var begins = new HashMap<Position, Long>();
        consumer.beginningOffsets(ends.keySet()).forEach((id, first) -> {
            LogTopics.Source source = sources.get(id.topic());
            if (first == 0 || ends.getOrDefault(id, 0L) == 0 || source == null) {
                return;
            }
            if (!source.recordByRecord()) {
                throw new LogCut(
                        id + " begins at offset " + first + "; what stood before is gone, and without it the rest cannot be folded");
            }
            begins.put(new Position(source.name(), id.partition()), first);
        });
        return begins;
    }

    private long fold(KafkaConsumer<byte[], byte[]> consumer, Map<String, LogTopics.Source> sources, Map<TopicPartition, Long> ends,
            GroupCommit writer, LongConsumer progress) {
        long count = 0;
        var batch = new FoldBatch();
        boolean more = true;
        while (more) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            for (ConsumerRecord<byte[], byte[]> kafka : records) {
                LogTopics.Source source = sources.get(kafka.topic());
                if (source != null && kafka.offset() < ends.getOrDefault(new TopicPartition(kafka.topic(), kafka.partition()), 0L)) {
                    count++;
                    if (reader.read(source, kafka) instanceof Decoded.Value<LogEntry>(LogEntry entry)) {
                        batch.add(entry, kafka.serializedValueSize());
                    }
                }
            }
            progress.accept(records.count());
            more = ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
            for (var end : ends.entrySet()) {
                LogTopics.Source source = sources.get(end.getKey().topic());
                if (source != null) {
                    batch.advance(new Position(source.name(), end.getKey().partition()),
                            Math.min(end.getValue(), consumer.position(end.getKey())));
                }
            }
            if (writer.take(batch)) {
                batch = new FoldBatch();
            } else if (!more) {
                writer.flush();
                var _ = writer.take(batch);
            }
        }
        return count;
    }

    private Map<String, Object> options() {
        Map<String, Object> options = new HashMap<>(cluster.kafka());
        options.put("bootstrap.servers", cluster.bootstrapServers());
        options.put("client.id", "planline-verify");
        options.put("isolation.level", "read_committed");
        options.put("enable.auto.commit", false);
        options.put("auto.offset.reset", "none");
        options.put("max.poll.records", 5_000);
        options.put("max.partition.fetch.bytes", 4 << 20);
        return options;
    }

    /** The log does not hold its start any more. */
    public static final class LogCut extends RuntimeException {

        private static final long serialVersionUID = 1L;

        LogCut(String message) {
            super(message);
        }
    }
}
