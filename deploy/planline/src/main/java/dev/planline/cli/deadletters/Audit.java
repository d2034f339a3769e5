package dev.planline.cli.deadletters;

import dev.planline.cli.console.CommandFailed;
import dev.planline.client.Cluster;
import dev.planline.client.TopicReader;
import dev.planline.model.Redrive;
import dev.planline.wire.Codec;
import dev.planline.wire.Decoded;
import dev.planline.wire.EventHeaders;
import dev.planline.wire.Redrives;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** Which letters have been redriven. Holds about 200 bytes for each. */
final class Audit {

    /** A letter; the time tells it from another of the same name, on a topic that was deleted and made anew. */
    private record Mark(String letter, Instant diedAt) {}

    private final Map<Mark, Instant> redriven = new HashMap<>();

    /** Nothing has been redriven. */
    Audit() {}

    /**
     * Reads all that is committed.
     *
     * @throws UnknownTopicOrPartitionException if there is no topic for it
     */
    static Audit read(Cluster cluster) {
        var audit = new Audit();
        scan(cluster, audit::add);
        return audit;
    }

    /** The same; a cluster without that topic, from before there was one, has redriven nothing. */
    static Audit readIfThere(Cluster cluster) {
        try {
            return read(cluster);
        } catch (UnknownTopicOrPartitionException e) {
            return new Audit();
        }
    }

    /** The whole record of a letter; null if it is open. */
    static @Nullable Redrive find(Cluster cluster, DeadLetter letter) {
        var found = new AtomicReference<@Nullable Redrive>();
        try {
            scan(cluster, redrive -> {
                if (mark(redrive).equals(mark(letter))) {
                    found.set(redrive);
                }
            });
        } catch (UnknownTopicOrPartitionException e) {
            return null;
        }
        return found.get();
    }

    void add(Redrive redrive) {
        redriven.put(mark(redrive), redrive.at());
    }

    /** When a letter was redriven; null if it is open. */
    @Nullable Instant redrivenAt(DeadLetter letter) {
        return redriven.get(mark(letter));
    }

    private static Mark mark(Redrive redrive) {
        return new Mark(redrive.letter(), redrive.diedAt());
    }

    private static Mark mark(DeadLetter letter) {
        return new Mark(letter.id().toString(), letter.diedAt());
    }

    private static void scan(Cluster cluster, Consumer<Redrive> taker) {
        var codec = new Codec();
        try (TopicReader reader = TopicReader.of(cluster, List.of(Redrives.topicName(cluster.prefix())))) {
            reader.readToEnd(kafka -> taker.accept(decode(codec, kafka)));
        }
    }

    /** A record that cannot be read may be the one that keeps a letter from being sent twice. */
    private static Redrive decode(Codec codec, ConsumerRecord<byte[], byte[]> kafka) {
        return switch (codec.decode(Redrive.class, kafka.value(), EventHeaders.newerSchema(kafka.headers()))) {
            case Decoded.Value<Redrive>(Redrive redrive) -> redrive;
            case Decoded.Malformed<Redrive> malformed -> throw CommandFailed.because(kafka.topic() + "-" + kafka.partition() + "@"
                    + kafka.offset() + " is no record of a redrive: " + malformed.message() + "; was it written by another program? "
                    + "Remove it with kafka-delete-records once you know what it stood for");
        };
    }
}
