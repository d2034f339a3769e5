package dev.planline.cli.deadletters;

import dev.planline.cli.console.CommandFailed;
import dev.planline.cli.console.Console;
import dev.planline.client.Cluster;
import dev.planline.client.TopicReader;
import dev.planline.model.Redrive;
import dev.planline.wire.Codec;
import dev.planline.wire.Decoded;
import dev.planline.wire.EventHeaders;
import dev.planline.wire.Redrives;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Which letters have been redriven. Two stages may give up one and the same message, each with a letter of its own; once either is redriven,
 * so is the other. Holds about 300 bytes for each.
 */
final class Audit {

    /** A letter; the time tells it from another of the same name, on a topic that was deleted and made anew. */
    private record Mark(String letter, Instant diedAt) {

        static Mark of(Redrive redrive) {
            return new Mark(redrive.letter(), redrive.diedAt());
        }

        static Mark of(DeadLetter letter) {
            return new Mark(letter.id().toString(), letter.diedAt());
        }
    }

    /** That one was redriven. */
    private record Done(Mark mark, Instant at) {}

    /** Hears of records that cannot be read. */
    @FunctionalInterface
    interface Unreadable {

        /**
         * There is one.
         *
         * @param place for example {@code planline.redrives-0@5}
         */
        void at(String place, String problem);

        /** Says so, and goes on. */
        static Unreadable told(Console console) {
            return (place, problem) -> console.say(place + " is no record of a redrive: " + problem
                    + "; a letter that it may stand for is shown as open");
        }

        /** It may be the one that keeps a letter from being sent twice: nothing goes on before somebody has said that this is not so. */
        static Unreadable refused(Collection<String> passedOver) {
            return (place, problem) -> {
                if (!passedOver.contains(place)) {
                    throw CommandFailed.because(place + " is no record of a redrive: " + problem + "; was it written by another program? "
                            + "A letter that it stands for would be sent a second time. If it stands for none, go on with --pass-over "
                            + place);
                }
            };
        }
    }

    /** Who publishes and who gives up need not agree on the time. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    private final Map<Mark, Instant> redriven = new HashMap<>();
    private final Map<String, Done> bySource = new HashMap<>();

    /** Nothing has been redriven. */
    Audit() {}

    /**
     * Reads all that is committed.
     *
     * @throws UnknownTopicOrPartitionException if there is no topic for it
     */
    static Audit read(Cluster cluster, Unreadable unreadable) {
        var audit = new Audit();
        scan(cluster, audit::add, unreadable);
        return audit;
    }

    /** The same; a cluster without that topic, from before there was one, has redriven nothing. */
    static Audit readIfThere(Cluster cluster, Unreadable unreadable) {
        try {
            return read(cluster, unreadable);
        } catch (UnknownTopicOrPartitionException e) {
            return new Audit();
        }
    }

    /** The whole record of a letter; null if it is open. */
    static @Nullable Redrive find(Cluster cluster, DeadLetter letter, Unreadable unreadable) {
        var found = new AtomicReference<@Nullable Redrive>();
        try {
            scan(cluster, redrive -> {
                boolean ofTheSame = redrive.source().equals(letter.source()) && sameMessage(Mark.of(redrive), letter);
                if (ofTheSame || Mark.of(redrive).equals(Mark.of(letter))) {
                    found.set(redrive);
                }
            }, unreadable);
        } catch (UnknownTopicOrPartitionException e) {
            return null;
        }
        return found.get();
    }

    void add(Redrive redrive) {
        redriven.put(Mark.of(redrive), redrive.at());
        bySource.put(redrive.source(), new Done(Mark.of(redrive), redrive.at()));
    }

    /** When the message of a letter was redriven; null if it is open. */
    @Nullable Instant redrivenAt(DeadLetter letter) {
        Instant at = redriven.get(Mark.of(letter));
        if (at != null) {
            return at;
        }
        Done done = bySource.get(letter.source());
        return done != null && sameMessage(done.mark(), letter) ? done.at() : null;
    }

    /**
     * Whether a letter that was redriven is another of the same message, of which the place is the same. It died before that message was
     * published if the topic was made anew in between.
     */
    private static boolean sameMessage(Mark redriven, DeadLetter letter) {
        return letter.knowsItsPlace() && !redriven.letter().equals(letter.id().toString())
                && !redriven.diedAt().plus(CLOCKS_DIFFER).isBefore(letter.sourceTime());
    }

    private static void scan(Cluster cluster, Consumer<Redrive> taker, Unreadable unreadable) {
        var codec = new Codec();
        try (TopicReader reader = TopicReader.of(cluster, List.of(Redrives.topicName(cluster.prefix())))) {
            reader.readToEnd(kafka -> {
                switch (codec.decode(Redrive.class, kafka.value(), EventHeaders.newerSchema(kafka.headers()))) {
                    case Decoded.Value<Redrive>(Redrive redrive) -> taker.accept(redrive);
                    case Decoded.Malformed<Redrive> malformed ->
                        unreadable.at(kafka.topic() + "-" + kafka.partition() + "@" + kafka.offset(), malformed.message());
                }
            });
        }
    }
}
