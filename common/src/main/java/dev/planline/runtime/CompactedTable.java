package dev.planline.runtime;

import dev.planline.observability.LogKey;
import dev.planline.wire.Codec;
import dev.planline.wire.Decoded;
import dev.planline.wire.EventHeaders;
import dev.planline.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last value of each key of a compacted topic, kept up to date by a thread of its own. Every instance reads the whole
 * topic. Entries that do not decode are left out here; the sink keeps them as dead letters.
 *
 * <p>Readers get immutable snapshots, so they never see a change half done.
 */
public final class CompactedTable<V extends Record> implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(CompactedTable.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Topic topic;
    private final Class<V> type;
    private final WorkerSettings settings;
    private final Codec codec = new Codec();
    private final CountDownLatch loaded = new CountDownLatch(1);
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;
    private volatile Map<String, V> snapshot = Map.of();

    /** A table of this topic; empty until it is started and loaded. */
    public CompactedTable(Topic topic, Class<V> type, WorkerSettings settings) {
        if (topic.type() != type || !topic.compacted()) {
            throw new IllegalArgumentException("BUG: " + topic + " is not a table of " + type.getSimpleName());
        }
        this.topic = topic;
        this.type = type;
        this.settings = settings;
        this.thread = Thread.ofPlatform().name("table-" + topic.shortName()).daemon().unstarted(this::run);
    }

    /** Begins to load. */
    public void start() {
        thread.start();
    }

    /** The values by key, in the order of the keys; the same object until something changes. */
    public Map<String, V> snapshot() {
        return snapshot;
    }

    /** Waits until everything that was on the topic at the start has been read; false if the stop signal came first. */
    boolean awaitLoaded(CountDownLatch stopSignal) {
        try {
            while (stopSignal.getCount() > 0) {
                if (loaded.await(50, TimeUnit.MILLISECONDS)) {
                    return true;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    @Override
    public void close() {
        stop.countDown();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!stopping()) {
            try (Consumer<byte[], byte[]> consumer = Clients.reader(settings, "table-" + topic.shortName())) {
                read(consumer);
            } catch (KafkaException e) {
                LOGGER.atWarn()
                        .addKeyValue(LogKey.TOPIC.key(), topic.name(settings.prefix()))
                        .addKeyValue(LogKey.PROBLEM.key(), e.getMessage())
                        .log("cannot read a table, will try again");
                pause();
            }
        }
    }

    private void read(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = partitions(consumer);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        var values = new TreeMap<String, V>();
        boolean complete = false;
        while (!stopping()) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            records.forEach(source -> apply(values, source));
            boolean caughtUp = complete || reached(consumer, ends);
            if (caughtUp && (!complete || !records.isEmpty())) {
                complete = true;
                snapshot = Collections.unmodifiableMap(new TreeMap<>(values));
                loaded.countDown();
            }
        }
    }

    private List<TopicPartition> partitions(Consumer<byte[], byte[]> consumer) {
        String name = topic.name(settings.prefix());
        Collection<PartitionInfo> infos = consumer.partitionsFor(name);
        if (infos == null || infos.isEmpty()) {
            throw new KafkaException("topic " + name + " does not exist; create it with 'planline topics apply'");
        }
        return infos.stream().map(info -> new TopicPartition(name, info.partition())).toList();
    }

    private static boolean reached(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private void apply(Map<String, V> values, ConsumerRecord<byte[], byte[]> source) {
        if (source.value() == null) {
            if (source.key() != null) {
                values.remove(new String(source.key(), StandardCharsets.UTF_8));
            }
            return;
        }
        switch (codec.decode(type, source.value(), EventHeaders.newerSchema(source.headers()))) {
            case Decoded.Value<V>(V value) -> values.put(Topic.keyOf(value), value);
            case Decoded.Malformed<V> malformed ->
                LOGGER.atWarn()
                        .addKeyValue(LogKey.TOPIC.key(), source.topic())
                        .addKeyValue(LogKey.PARTITION.key(), source.partition())
                        .addKeyValue(LogKey.OFFSET.key(), source.offset())
                        .addKeyValue(LogKey.FIELD.key(), malformed.field())
                        .addKeyValue(LogKey.PROBLEM.key(), malformed.problem())
                        .log("left out an entry that is malformed");
        }
    }

    private boolean stopping() {
        return stop.getCount() == 0;
    }

    private void pause() {
        try {
            var _ = stop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
