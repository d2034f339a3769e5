package dev.planline.cli.registry;

import dev.planline.cli.console.CommandFailed;
import dev.planline.client.Cluster;
import dev.planline.client.Publisher;
import dev.planline.client.TopicReader;
import dev.planline.text.Names;
import dev.planline.wire.Codec;
import dev.planline.wire.Decoded;
import dev.planline.wire.EventHeaders;
import dev.planline.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The entries of a compacted topic, as a command reads and changes them. */
public final class TableEntries<V extends Record> {

    private final Cluster cluster;
    private final Topic topic;
    private final Class<V> type;
    private final Codec codec = new Codec();

    /** Those of this topic. */
    public TableEntries(Cluster cluster, Topic topic, Class<V> type) {
        this.cluster = cluster;
        this.topic = topic;
        this.type = type;
    }

    /** All entries by key; those that do not decode are left out. */
    public Map<String, V> read() {
        var entries = new TreeMap<String, V>();
        try (TopicReader reader = TopicReader.of(cluster, List.of(topic.name(cluster.prefix())))) {
            reader.readToEnd(record -> apply(entries, record));
        }
        return entries;
    }

    /** Publishes these entries and waits until they are acknowledged. */
    public void put(Collection<V> values) {
        try (var publisher = new Publisher(cluster, cluster.prefix() + "/cli")) {
            values.forEach(value -> {
                var _ = publisher.publish(topic, value);
            });
            publisher.flush();
        }
    }

    /** Removes the entries of these keys and waits until that is acknowledged. */
    public void remove(List<String> keys) {
        Map<String, V> entries = read();
        for (String key : keys) {
            if (!entries.containsKey(key)) {
                throw CommandFailed.badInput("\"" + key + "\" is not on " + topic.name(cluster.prefix())
                        + Names.didYouMean(key, entries.keySet()) + "; nothing was removed");
            }
        }
        try (var publisher = new Publisher(cluster, cluster.prefix() + "/cli")) {
            keys.forEach(key -> {
                var _ = publisher.remove(topic, key);
            });
            publisher.flush();
        }
    }

    private void apply(Map<String, V> entries, ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            if (record.key() != null) {
                entries.remove(new String(record.key(), StandardCharsets.UTF_8));
            }
        } else if (codec.decode(type, record.value(), EventHeaders.newerSchema(record.headers())) instanceof Decoded.Value<V>(V value)) {
            entries.put(Topic.keyOf(value), value);
        }
    }
}
