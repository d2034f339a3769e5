package dev.planline.cli.deadletters;

import dev.planline.client.Cluster;
import dev.planline.client.TopicReader;
import dev.planline.wire.ErrorHeaders;
import dev.planline.wire.EventHeaders;
import dev.planline.wire.Redrives;
import dev.planline.wire.Topic;
import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Finds entries of tables that came after a message had died: to send that again would put what is old in place of what is new. Reads a
 * table from when it is first asked about it, goes on to its end whenever it is asked again, and holds where each key stands.
 */
final class NewerEntries implements AutoCloseable {

    /**
     * Where an entry stands.
     *
     * @param of the dead letter that it was redriven from; null for any other entry
     */
    private record Place(int partition, long offset, @Nullable DeadLetterId of) {

        static Place of(ConsumerRecord<byte[], byte[]> kafka) {
            String letter = EventHeaders.text(kafka.headers(), Redrives.OF);
            return new Place(kafka.partition(), kafka.offset(), letter == null ? null : DeadLetterId.find(letter).orElse(null));
        }

        /** What was redriven is as new as its letter, of which those of one key lie in one partition. */
        boolean newerThan(DeadLetterId letter, int sourcePartition, long sourceOffset) {
            return of == null
                    ? partition == sourcePartition && offset > sourceOffset
                    : of.topic() == letter.topic() && of.partition() == letter.partition() && of.offset() > letter.offset();
        }
    }

    private record Table(TopicReader reader, Map<ByteBuffer, Place> latest) {

        Map<ByteBuffer, Place> now() {
            reader.readToEnd(kafka -> {
                if (kafka.key() != null) {
                    latest.put(ByteBuffer.wrap(kafka.key()), Place.of(kafka));
                }
            });
            return latest;
        }
    }

    private final Cluster cluster;
    private final Map<Topic, Table> tables = new EnumMap<>(Topic.class);

    NewerEntries(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Where a later entry of the same key stands now; null if there is none, or no order to tell. */
    @Nullable String after(DeadLetter letter) {
        byte[] key = letter.kafka().key();
        String partition = EventHeaders.text(letter.kafka().headers(), ErrorHeaders.PARTITION);
        String offset = EventHeaders.text(letter.kafka().headers(), ErrorHeaders.OFFSET);
        if (!letter.topic().compacted() || key == null || partition == null || offset == null || !letter.knowsItsPlace()) {
            return null;
        }
        Place latest = tables.computeIfAbsent(letter.topic(), this::open).now().get(ByteBuffer.wrap(key));
        if (latest == null || !latest.newerThan(letter.id(), Integer.parseInt(partition), Long.parseLong(offset))) {
            return null;
        }
        return letter.topic().name(cluster.prefix()) + "-" + latest.partition() + "@" + latest.offset();
    }

    private Table open(Topic topic) {
        return new Table(TopicReader.of(cluster, List.of(topic.name(cluster.prefix()))), new HashMap<>());
    }

    @Override
    public void close() {
        tables.values().forEach(table -> table.reader().close());
    }
}
