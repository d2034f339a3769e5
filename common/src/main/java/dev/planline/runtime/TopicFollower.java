package dev.planline.runtime;

import dev.planline.observability.LogKey;
import dev.planline.wire.Codec;
import dev.planline.wire.Decoded;
import dev.planline.wire.EventHeaders;
import dev.planline.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a whole topic from its beginning, on a thread of its own and in no group: every instance reads everything. After a
 * failure of the broker it begins anew. Entries that do not decode are left out here; the sink keeps them as dead letters.
 */
public abstract sealed class TopicFollower<V extends Record> implements AutoCloseable permits CompactedTable, LogView {

    private static final Logger LOGGER = LoggerFactory.getLogger(TopicFollower.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Topic topic;
    private final Class<V> type;
    private final WorkerSettings settings;
    private final Codec codec = new Codec();
    private final CountDownLatch loaded = new CountDownLatch(1);
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable Throwable failure;

    TopicFollower(Topic topic, Class<V> type, WorkerSettings settings) {
        if (topic.type() != type) {
            throw new IllegalArgumentException("BUG: " + topic + " does not hold " + type.getSimpleName());
        }
        this.topic = topic;
        this.type = type;
        this.settings = settings;
        this.thread = Thread.ofPlatform().name("follower-" + topic.shortName()).daemon().unstarted(this::run);
    }

    /** The reading begins, or begins anew, at the first record of each partition. */
    abstract void begin();

    /** The next value, and when it was appended. */
    abstract void add(V value, Instant at);

    /** The key of the next record, whose value is null. */
    abstract void remove(String key);

    /**
     * All records that came together have been handed over.
     *
     * @param complete whether everything that was on the topic at the beginning has been handed over
     * @param changed whether there were any
     */
    abstract void turned(boolean complete, boolean changed);

    /** Begins to load. */
    public final void start() {
        thread.start();
    }

    /** Throws what ended the reading: the cluster does not let it go on, or this process cannot. */
    final void check() {
        Thrown.again(failure);
    }

    /** Waits until everything that was on the topic at the start has been read; false if the stop signal came first. */
    final boolean awaitLoaded(CountDownLatch stopSignal) {
        try {
            while (stopSignal.getCount() > 0) {
                check();
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
    public final void close() {
        stop.countDown();
        try {
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!stopping()) {
            try (Consumer<byte[], byte[]> consumer = Clients.reader(settings, "follower-" + topic.shortName())) {
                read(consumer);
            } catch (RuntimeException e) { // whatever else it is, the next attempt begins anew
                failure = Refusal.in(e, List.of(topic.name(settings.prefix())), "").orElse(null);
                if (failure != null) {
                    return;
                }
                LOGGER.atWarn()
                        .addKeyValue(LogKey.TOPIC.key(), topic.name(settings.prefix()))
                        .addKeyValue(LogKey.PROBLEM.key(), e.getMessage())
                        .log("cannot read a topic, will try again");
                pause();
            } catch (Error e) {
                failure = e;
                return;
            }
        }
    }

    private void read(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = partitions(consumer);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        begin();
        boolean complete = false;
        for (ConsumerRecords<byte[], byte[]> records = ConsumerRecords.empty(); !stopping(); records = consumer.poll(POLL)) {
            records.forEach(this::apply);
            complete = complete || reached(consumer, ends); // before the first poll, too, which waits in vain for an empty topic
            turned(complete, !records.isEmpty());
            if (complete) {
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

    private void apply(ConsumerRecord<byte[], byte[]> source) {
        if (source.value() == null) {
            if (source.key() != null) {
                remove(new String(source.key(), StandardCharsets.UTF_8));
            }
            return;
        }
        switch (decode(source)) {
            case Decoded.Value<V>(V value) -> add(value, Instant.ofEpochMilli(source.timestamp()));
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

    /** Takes what the sink takes: of a table, an entry that stands under its own name, or a removal would miss it. */
    private Decoded<V> decode(ConsumerRecord<byte[], byte[]> source) {
        if (source.value().length > settings.maxValueBytes()) {
            return new Decoded.Malformed<>("",
                    "the value has " + source.value().length + " bytes; at most " + settings.maxValueBytes() + " are allowed");
        }
        Decoded<V> decoded = codec.decode(type, source.value(), EventHeaders.newerSchema(source.headers()));
        if (topic.compacted() && decoded instanceof Decoded.Value<V>(V value)) {
            String key = Spans.text(source.key());
            if (!Topic.keyOf(value).equals(key)) {
                return new Decoded.Malformed<>("", "the key is \"" + key + "\"; it must be \"" + Topic.keyOf(value) + "\"");
            }
        }
        return decoded;
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
