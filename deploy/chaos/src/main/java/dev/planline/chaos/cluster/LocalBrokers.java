package dev.planline.chaos.cluster;

import dev.planline.embedded.ClusterNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;

/** Three brokers on this machine, each in a JVM of its own; each record has a replica on all of them, and is acknowledged when two have it. */
public final class LocalBrokers implements AutoCloseable {

    private static final int BROKERS = 3;
    private static final int IN_SYNC = 2;
    private static final Duration ANSWERS = Duration.ofSeconds(5);

    private final List<Broker> brokers = new ArrayList<>();
    private final Admin admin;

    /**
     * Makes them; {@link #start} starts them.
     *
     * @param directory where they keep what they keep
     * @param diskBytes size of the disk of the last broker, if it can have one of its own
     */
    public LocalBrokers(Path directory, Ports ports, long diskBytes) {
        for (int id = 1; id <= BROKERS; id++) {
            Path own = directory.resolve("broker-" + id);
            Disk disk = id == BROKERS ? Disk.mount(own, diskBytes).orElse(null) : null;
            brokers.add(Broker.make(id, directory, made(disk == null ? own : disk.place().resolve("data")), ports, disk));
        }
        admin = Admin
                .create(Map.of("bootstrap.servers", bootstrapServers(), "request.timeout.ms", "3000", "default.api.timeout.ms", "4000"));
    }

    /** Why there can be none here, in words; empty if there can. */
    public static Optional<String> hindrance() {
        return BrokerJars.present()
                ? Optional.empty()
                : Optional.of("the brokers of local runs are not there: " + BrokerJars.folder()
                        + " is missing; take a whole release (the image has none), or build deploy/brokers");
    }

    private static Path made(Path directory) {
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts them; {@link #allAnswer} says when they answer. */
    public void start() {
        String clusterId = ClusterNode.newClusterId();
        List<ClusterNode> nodes = brokers.stream().map(Broker::node).toList();
        brokers.forEach(broker -> broker.begin(clusterId, nodes, IN_SYNC));
    }

    /** Where clients reach them. */
    public String bootstrapServers() {
        return brokers.stream().map(Broker::address).collect(Collectors.joining(","));
    }

    /** All of them, by number. */
    public List<Broker> all() {
        return List.copyOf(brokers);
    }

    /** Whether all of them are members of the cluster now. */
    public boolean allAnswer() throws InterruptedException {
        try {
            return admin.describeCluster().nodes().get(ANSWERS.toMillis(), TimeUnit.MILLISECONDS).size() == BROKERS;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    /** The broker that leads a partition, if that can be learnt now; else the first. */
    public Broker leader(String topic, int partition) throws InterruptedException {
        try {
            TopicDescription found = admin.describeTopics(List.of(topic)).topicNameValues().values().iterator().next()
                    .get(ANSWERS.toMillis(), TimeUnit.MILLISECONDS);
            Node leader = found.partitions().get(partition).leader();
            return leader == null || leader.isEmpty() ? brokers.getFirst() : brokers.get(leader.id() - 1);
        } catch (ExecutionException | TimeoutException e) {
            return brokers.getFirst();
        }
    }

    /** Ends them, and says whether all that they wrote stays, to be looked at; of the last one beside its folder, since that is a disk that goes. */
    public boolean keep() {
        boolean all = true;
        for (Broker broker : brokers) {
            all &= broker.keep();
        }
        return all;
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
        brokers.forEach(Broker::close);
    }
}
