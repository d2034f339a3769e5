package dev.planline.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Reads what is committed on some topics, without a group. Begins at the start of each partition. Not thread-safe. */
public final class TopicReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);

    /** A partition that loses its leader has another long before. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Consumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final Duration patience;
    private long left;
    private long movedNanos;

    TopicReader(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions, Duration patience) {
        this.consumer = consumer;
        this.partitions = partitions;
        this.patience = patience;
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /**
     * Reads all partitions of these topics.
     *
     * @throws UnknownTopicOrPartitionException if one does not exist
     */
    public static TopicReader of(Cluster cluster, Collection<String> topics) {
        Consumer<byte[], byte[]> consumer = cluster.consumer();
        try {
            return new TopicReader(consumer, topics.stream().flatMap(topic -> partitions(consumer, topic).stream()).toList(), PATIENCE);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    private static List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer, String topic) {
        List<PartitionInfo> infos = consumer.partitionsFor(topic);
        if (infos == null || infos.isEmpty()) {
            throw new UnknownTopicOrPartitionException("topic " + topic + " does not exist");
        }
        return infos.stream().map(info -> new TopicPartition(topic, info.partition())).toList();
    }

    /** Reads only these partitions from now on. */
    public TopicReader only(Collection<TopicPartition> some) {
        return new TopicReader(consumer, List.copyOf(some), patience);
    }

    /** The partitions that it reads. */
    public List<TopicPartition> partitions() {
        return partitions;
    }

    /** The offsets after the last record that is committed now. */
    public Map<TopicPartition, Long> ends() {
        return Map.copyOf(consumer.endOffsets(partitions));
    }

    /** Goes on from these offsets; partitions that are not named stay where they are. */
    public TopicReader from(Map<TopicPartition, Long> offsets) {
        offsets.forEach(consumer::seek);
        return this;
    }

    /** Leaves out what is committed now. */
    public TopicReader fromEnd() {
        return from(ends());
    }

    /**
     * The last records that are committed now, at most so many of each partition, in the order of each; whoever reads on gets what comes after them.
     * Markers of transactions have offsets too, so it may take more than one attempt to go back far enough.
     */
    public List<ConsumerRecord<byte[], byte[]>> last(int records) {
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = ends();
        for (long back = records;; back *= 4) {
            var from = new HashMap<TopicPartition, Long>();
            for (TopicPartition partition : partitions) {
                from.put(partition, Math.max(begins.getOrDefault(partition, 0L), ends.getOrDefault(partition, 0L) - back));
            }
            var last = new HashMap<TopicPartition, Deque<ConsumerRecord<byte[], byte[]>>>();
            from(from).readTo(ends, record -> {
                var its = last.computeIfAbsent(new TopicPartition(record.topic(), record.partition()), none -> new ArrayDeque<>());
                its.add(record);
                if (its.size() > records) {
                    its.remove();
                }
            });
            from.keySet().removeIf(partition -> last.getOrDefault(partition, new ArrayDeque<>()).size() == records);
            if (from.entrySet().stream().allMatch(begin -> begin.getValue().equals(begins.get(begin.getKey())))) {
                return last.values().stream().flatMap(Deque::stream).toList();
            }
        }
    }

    /** Leaves out what was appended before a time. */
    public TopicReader since(Instant time) {
        var times = new HashMap<TopicPartition, Long>();
        partitions.forEach(partition -> times.put(partition, time.toEpochMilli()));
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
        var offsets = new HashMap<>(ends());
        found.forEach((partition, offset) -> {
            if (offset != null) {
                offsets.put(partition, offset.offset());
            }
        });
        return from(offsets);
    }

    /**
     * Hands over all records that are committed now, in the order of each partition.
     *
     * @throws TimeoutException if nothing comes for half a minute, as {@link #reached}
     */
    public void readToEnd(java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        readTo(ends(), taker);
    }

    private void readTo(Map<TopicPartition, Long> ends, java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        left = 0;
        while (!reached(ends)) {
            consumer.poll(POLL).forEach(taker);
        }
    }

    /** The next records, in the order of each partition; waits for the first of them. */
    public List<ConsumerRecord<byte[], byte[]>> poll(Duration atMost) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        consumer.poll(atMost).forEach(records::add);
        return records;
    }

    /**
     * Whether everything before these offsets has been read.
     *
     * @throws TimeoutException if it was asked half a minute ago and nothing has come since: a partition has no leader, or the cluster is gone, of
     *     which polls say nothing
     */
    public boolean reached(Map<TopicPartition, Long> ends) {
        long now = System.nanoTime();
        long still = ends.entrySet().stream().mapToLong(end -> Math.max(0, end.getValue() - consumer.position(end.getKey()))).sum();
        if (still != left) {
            left = still;
            movedNanos = now;
        } else if (still > 0 && now - movedNanos > patience.toNanos()) {
            throw new TimeoutException("nothing came for " + patience.toSeconds() + " s, with " + still + " offsets still to be read");
        }
        return still == 0;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
