package dev.planline.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A broker and controller of a cluster of several, each meant to run in a process of its own: {@link #MAIN} with the file that {@link #prepare} writes.
 *
 * <p>Every listener may be advertised under another port than it listens at, so that something can stand between: between the brokers and
 * their clients, between one broker and the next, between the controllers.
 *
 * @param directory what it keeps
 */
public record ClusterNode(int id, Path directory, Listener clients, Listener replication, Listener controller) {

    /** The class that runs a node; its argument is the file of its settings. SIGTERM stops it in an orderly way. */
    public static final String MAIN = "kafka.Kafka";

    /** What brokers of Kafka 4.2 understand; see docs/decisions/0027-kafka-release.md. */
    private static final MetadataVersion RELEASE = MetadataVersion.IBP_4_2_IV1;

    private static final String HOST = "127.0.0.1";
    private static final int INTERNAL_PARTITIONS = 6;

    /**
     * Where others reach it.
     *
     * @param port at which it listens
     * @param advertised port that it tells others
     */
    public record Listener(int port, int advertised) {}

    /** A fresh name for a cluster. */
    public static String newClusterId() {
        return Format.newClusterId();
    }

    /**
     * Formats what is not formatted yet and writes the settings of the node.
     *
     * @param file for its settings
     * @param clusterId the same for all nodes
     * @param nodes all of them
     * @param inSync replicas, of one on each node, that have to have a record before it is acknowledged
     */
    public void prepare(Path file, String clusterId, List<ClusterNode> nodes, int inSync) {
        Format.node(id, directory, clusterId, RELEASE);
        var properties = new Properties();
        properties.putAll(settings(nodes, inSync));
        try (Writer writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> settings(List<ClusterNode> nodes, int inSync) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(id));
        settings.put("log.dirs", directory.toString());
        settings.put("listeners", listeners("CLIENTS", clients.port(), "REPLICATION", replication.port()) + ","
                + listener(Format.CONTROLLER, controller.port()));
        settings.put("advertised.listeners", listeners("CLIENTS", clients.advertised(), "REPLICATION", replication.advertised()));
        settings.put("listener.security.protocol.map", "CLIENTS:PLAINTEXT,REPLICATION:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("controller.listener.names", Format.CONTROLLER);
        settings.put("inter.broker.listener.name", "REPLICATION");
        settings.put("controller.quorum.voters", nodes.stream().map(node -> node.id + "@" + HOST + ":" + node.controller.advertised())
                .collect(Collectors.joining(",")));
        settings.putAll(BrokerSettings.tuning(nodes.size(), inSync, INTERNAL_PARTITIONS));
        // Who stands still is noticed in seconds, since faults last no longer; but not one who only waits for a busy processor.
        settings.put("broker.session.timeout.ms", "6000");
        settings.put("replica.lag.time.max.ms", "8000");
        settings.put("controller.quorum.election.timeout.ms", "2000");
        settings.put("controller.quorum.fetch.timeout.ms", "4000");
        settings.put("controlled.shutdown.max.retries", "2");
        return settings;
    }

    private static String listeners(String one, int port, String other, int otherPort) {
        return listener(one, port) + "," + listener(other, otherPort);
    }

    private static String listener(String name, int port) {
        return name + "://" + HOST + ":" + port;
    }
}
