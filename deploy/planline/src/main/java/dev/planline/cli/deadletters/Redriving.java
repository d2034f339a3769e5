package dev.planline.cli.deadletters;

import dev.planline.cli.console.CommandFailed;
import dev.planline.client.AtomicPublisher;
import dev.planline.client.Cluster;
import dev.planline.client.PublishFailed;
import dev.planline.client.PublishSuperseded;
import dev.planline.model.Redrive;
import dev.planline.wire.Codec;
import dev.planline.wire.EventHeaders;
import dev.planline.wire.Redrives;
import dev.planline.wire.Sizes;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Sends the messages of dead letters again, each exactly once, however often it is interrupted and by whomever it is done again.
 *
 * <p>A transaction holds some messages and, for each, the record that its letter was redriven. So a letter is done if and only if its
 * message is on its topic. All redrives of a cluster publish under one name: who opens it ends what another has left open and keeps him from
 * going on, and only then reads what was done. What is not recorded by then never will be by anybody else.
 */
final class Redriving {

    private static final String NAME = "redrive";
    private static final long MOST_BYTES = 4 << 20;

    private final Cluster cluster;
    private final Terms terms;
    private final InstantSource clock;
    private final Supplier<AtomicPublisher> opening;
    private final Codec codec = new Codec();

    Redriving(Cluster cluster, Terms terms, InstantSource clock) {
        this(cluster, terms, clock, () -> new AtomicPublisher(cluster, NAME));
    }

    /**
     * @param opening opens what it publishes by
     */
    Redriving(Cluster cluster, Terms terms, InstantSource clock, Supplier<AtomicPublisher> opening) {
        this.cluster = cluster;
        this.terms = terms;
        this.clock = clock;
        this.opening = opening;
    }

    /** What would become of the letters if it began now. Changes nothing. */
    Tally rehearse(Letters letters, BiConsumer<DeadLetter, Fate> watcher) {
        var tally = new Tally[] {Tally.NONE};
        try (var newer = new NewerEntries(cluster)) {
            Triage triage = triage(audit(), newer);
            letters.forEach(letter -> {
                Fate fate = triage.decide(letter);
                tally[0] = tally[0].and(fate);
                watcher.accept(letter, fate);
                return !triage.full();
            });
        }
        return tally[0];
    }

    /**
     * Redrives the letters.
     *
     * @param watcher is told what has become of each; of those that are sent, once they are
     * @param progress is told how many are sent
     */
    Tally run(Letters letters, double perSecond, BiConsumer<DeadLetter, Fate> watcher, LongConsumer progress) {
        try (AtomicPublisher publisher = opening.get();
                var newer = new NewerEntries(cluster)) {
            Triage triage = triage(audit(), newer);
            var round = new Round(publisher, new Pace(perSecond, System.nanoTime()), watcher, progress);
            letters.forEach(letter -> {
                round.add(letter, triage.decide(letter));
                return !triage.full();
            });
            round.publish();
            return round.tally;
        }
    }

    private Audit audit() {
        return Audit.read(cluster, Audit.Unreadable.refused(terms.passOver()));
    }

    private Triage triage(Audit audit, NewerEntries newer) {
        return new Triage(cluster.prefix(), terms, clock, audit, newer::after);
    }

    private ProducerRecord<byte[], byte[]> record(Redrive redrive) {
        var headers = EventHeaders.ofRedrive(redrive.letter() + "/" + redrive.diedAt(), cluster.prefix() + "/cli", redrive.at());
        return new ProducerRecord<>(Redrives.topicName(cluster.prefix()), null, redrive.letter().getBytes(StandardCharsets.UTF_8),
                codec.encode(redrive), headers);
    }

    /** Gathers letters to be sent together. */
    private final class Round {

        private record Chosen(DeadLetter letter, Fate.Send fate) {}

        private final AtomicPublisher publisher;
        private final Pace pace;
        private final BiConsumer<DeadLetter, Fate> watcher;
        private final LongConsumer progress;
        private final List<Chosen> chosen = new ArrayList<>();
        private long bytes;
        private Tally tally = Tally.NONE;

        Round(AtomicPublisher publisher, Pace pace, BiConsumer<DeadLetter, Fate> watcher, LongConsumer progress) {
            this.publisher = publisher;
            this.pace = pace;
            this.watcher = watcher;
            this.progress = progress;
        }

        void add(DeadLetter letter, Fate fate) {
            if (fate instanceof Fate.Send send) {
                int size = Sizes.of(send.message());
                if (bytes + size > MOST_BYTES) {
                    publish();
                }
                chosen.add(new Chosen(letter, send));
                bytes += size;
                if (chosen.size() >= pace.atOnce()) {
                    publish();
                }
            } else {
                note(letter, fate);
            }
        }

        void publish() {
            if (chosen.isEmpty()) {
                return;
            }
            await();
            var records = new ArrayList<ProducerRecord<byte[], byte[]>>();
            for (Chosen each : chosen) {
                records.add(each.fate().message());
                records.add(record(each.fate().redrive()));
            }
            try {
                publisher.publish(records);
            } catch (PublishSuperseded e) {
                throw CommandFailed.because(
                        "another redrive has begun and taken over, or the broker gave this one up, after it had sent " + tally.sent()
                                + "; wait until it is done, then run this again: nothing is sent twice");
            } catch (PublishFailed e) {
                throw CommandFailed.because("stopped after " + tally.sent() + " were sent, at " + chosen.getFirst().letter().id() + ": "
                        + e.getMessage() + "; run this again to go on: nothing is sent twice");
            }
            chosen.forEach(each -> note(each.letter(), each.fate()));
            chosen.clear();
            bytes = 0;
            progress.accept(tally.sent());
        }

        private void note(DeadLetter letter, Fate fate) {
            tally = tally.and(fate);
            watcher.accept(letter, fate);
        }

        private void await() {
            try {
                Thread.sleep(pace.delay(chosen.size(), System.nanoTime()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw CommandFailed.because("interrupted after " + tally.sent() + " were sent; run this again to go on");
            }
        }
    }
}
