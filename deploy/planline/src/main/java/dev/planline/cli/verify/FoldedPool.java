package dev.planline.cli.verify;

import dev.planline.chaos.PoolCheck;
import dev.planline.chaos.check.Place;
import dev.planline.cli.console.Console;
import dev.planline.client.Cluster;
import dev.planline.client.TopicReader;
import dev.planline.client.api.SinkClient;
import dev.planline.client.api.SinkUnavailable;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Checks that a sink has folded all that is on the log, and that what it holds is what the log says. */
final class FoldedPool implements PoolCheck {

    private static final Duration CATCHES_UP = Duration.ofMinutes(10);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Console console;
    private final @Nullable Path workDirectory;

    FoldedPool(Console console, @Nullable Path workDirectory) {
        this.console = console;
        this.workDirectory = workDirectory;
    }

    @Override
    public List<String> differences(URI sink, Cluster cluster) {
        var found = new ArrayList<String>();
        try (var client = new SinkClient(sink)) {
            long behind = awaitAll(client, cluster);
            if (behind > 0) {
                found.add("the sink is still " + behind + " records behind after " + CATCHES_UP.toMinutes() + " minutes");
            }
            Verification compared = new PoolComparison(console, workDirectory).compare(client, cluster);
            if (!compared.equal() && compared.differences().isEmpty()) {
                found.add("the digests differ, and no row does");
            }
            compared.differences()
                    .forEach(difference -> found.add(difference.part() + " " + difference.key() + " " + difference.problem()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return found;
    }

    private static long awaitAll(SinkClient client, Cluster cluster) throws InterruptedException {
        long deadline = System.nanoTime() + CATCHES_UP.toNanos();
        while (true) {
            try {
                long behind = behind(client, cluster);
                if (behind == 0 || System.nanoTime() > deadline) {
                    return behind;
                }
            } catch (SinkUnavailable e) { // it may only be starting
                if (System.nanoTime() > deadline) {
                    throw e;
                }
            }
            Thread.sleep(LOOK);
        }
    }

    /** How many records there are beyond the offsets of the sink; what ends a transaction is none. */
    private static long behind(SinkClient client, Cluster cluster) {
        List<String> topics = Place.all().stream().filter(place -> place != Place.DEAD).map(place -> place.topicName(cluster.prefix()))
                .toList();
        var records = new AtomicLong();
        try (var digest = new SinkDigest(client); TopicReader reader = TopicReader.of(cluster, topics)) {
            var next = new HashMap<TopicPartition, Long>();
            digest.offsets().forEach((position, offset) -> next
                    .put(new TopicPartition(cluster.prefix() + "." + position.topic(), position.partition()), offset));
            next.keySet().retainAll(reader.partitions());
            reader.from(next).readToEnd(record -> records.incrementAndGet());
        }
        return records.get();
    }
}
