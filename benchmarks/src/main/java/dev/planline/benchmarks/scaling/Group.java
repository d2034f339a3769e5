package dev.planline.benchmarks.scaling;

import dev.planline.benchmarks.measure.Pause;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** The consumer group of the workers, as the broker sees it. */
final class Group implements AutoCloseable {

    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Admin admin;
    private final String id;
    private final int partitions;

    Group(String bootstrapServers, String id, int partitions) {
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
        this.id = id;
        this.partitions = partitions;
    }

    /** How often its members ask for news. */
    void heartbeat(Duration interval) {
        var entry = new ConfigEntry("consumer.heartbeat.interval.ms", Long.toString(interval.toMillis()));
        try {
            admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.GROUP, id),
                    List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET)))).all().get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("cannot set " + entry.name() + " of " + id, e);
        }
    }

    /** Waits until so many members hold the same number of partitions each. */
    void awaitShares(int members) {
        List<Integer> wanted = IntStream.range(0, members).mapToObj(_ -> partitions / members).toList();
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (!shares().equals(wanted)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(id + " has shares " + shares() + " after " + LONGEST + ", not " + wanted);
            }
            Pause.nanos(20_000_000);
        }
    }

    private List<Integer> shares() {
        try {
            return admin.describeConsumerGroups(List.of(id)).describedGroups().values().iterator().next().get().members().stream()
                    .map(member -> member.assignment().topicPartitions().size()).toList();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return List.of(); // nobody has joined yet
            }
            throw new IllegalStateException("cannot see " + id, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
    }
}
