package dev.planline.cli.shadow;

import dev.planline.client.Cluster;
import dev.planline.client.TopicReader;
import dev.planline.wire.Codec;
import dev.planline.wire.Decoded;
import dev.planline.wire.EventHeaders;
import dev.planline.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a compacted topic as time goes on. Compaction forgets what an entry was before; where it has been at work, an
 * entry is taken to have been from the beginning on what is known of it first.
 */
final class Timeline<V extends Record> {

    /**
     * An entry got a value.
     *
     * @param value null if it was removed
     * @param complete whether nothing is missing on the log before this
     */
    record Change<V>(String key, @Nullable V value, Instant at, boolean complete) {}

    private final Deque<Change<V>> ahead = new ArrayDeque<>();
    private final Map<String, V> entries = new TreeMap<>();
    private Map<String, V> snapshot = Map.of();

    /** One of these changes, in the order of time. */
    Timeline(List<Change<V>> changes) {
        var known = new HashSet<String>();
        for (Change<V> change : changes) {
            if (known.add(change.key()) && !change.complete()) {
                apply(change);
            } else {
                ahead.add(change);
            }
        }
        snapshot = Collections.unmodifiableMap(new TreeMap<>(entries));
    }

    /** That of a topic. */
    static <V extends Record> Timeline<V> of(Cluster cluster, Topic topic, Class<V> type) {
        var codec = new Codec();
        var changes = new ArrayList<Change<V>>();
        var next = new HashMap<Integer, Long>();
        try (TopicReader reader = TopicReader.of(cluster, List.of(topic.name(cluster.prefix())))) {
            reader.readToEnd(record -> {
                boolean complete = next.getOrDefault(record.partition(), 0L) == record.offset();
                if (complete) {
                    next.put(record.partition(), record.offset() + 1);
                }
                String key = record.key() == null ? null : new String(record.key(), StandardCharsets.UTF_8);
                V value = value(codec, type, record);
                if (key != null && (value != null || record.value() == null)) {
                    changes.add(new Change<>(key, value, Instant.ofEpochMilli(record.timestamp()), complete));
                }
            });
        }
        changes.sort(Comparator.comparing(Change::at));
        return new Timeline<>(changes);
    }

    /** One that never changes. */
    static <V extends Record> Timeline<V> fixed(Map<String, V> entries) {
        return new Timeline<>(entries.entrySet().stream()
                .map(entry -> new Change<>(entry.getKey(), entry.getValue(), Instant.EPOCH, /* complete= */ false)).toList());
    }

    private static <V extends Record> @Nullable V value(Codec codec, Class<V> type, ConsumerRecord<byte[], byte[]> record) {
        return record.value() != null && codec.decode(type, record.value(),
                EventHeaders.newerSchema(record.headers())) instanceof Decoded.Value<V>(V value) ? value : null;
    }

    /** Goes on to a time. */
    void advance(Instant now) {
        boolean changed = false;
        for (Change<V> next = ahead.peek(); next != null && !next.at().isAfter(now); next = ahead.peek()) {
            apply(ahead.remove());
            changed = true;
        }
        if (changed) {
            snapshot = Collections.unmodifiableMap(new TreeMap<>(entries));
        }
    }

    /** The entries by key; the same object until one changes. */
    Map<String, V> snapshot() {
        return snapshot;
    }

    private void apply(Change<V> change) {
        if (change.value() == null) {
            entries.remove(change.key());
        } else {
            entries.put(change.key(), change.value());
        }
    }
}
