package dev.planline.embedded;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.raft.DynamicVoters;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/** Makes an empty folder one that a node can begin with; one that is formatted stays as it is. */
final class Format {

    static final String CONTROLLER = "CONTROLLER";

    private Format() {}

    /** For a node that is its whole quorum. */
    static void lone(int id, Path directory, int controllerPort) {
        format(formatter(id, directory, newClusterId())
                .setHasDynamicQuorum(true)
                .setInitialControllers(DynamicVoters.parse(id + "@127.0.0.1:" + controllerPort + ":" + Uuid.randomUuid())), directory);
    }

    /** For a node whose settings name the whole quorum. */
    static void node(int id, Path directory, String clusterId, MetadataVersion release) {
        format(formatter(id, directory, clusterId).setReleaseVersion(release), directory);
    }

    static String newClusterId() {
        return Uuid.randomUuid().toString();
    }

    private static Formatter formatter(int id, Path directory, String clusterId) {
        return new Formatter()
                .setNodeId(id)
                .setClusterId(clusterId)
                .addDirectory(directory.toString())
                .setMetadataLogDirectory(directory.toString())
                .setControllerListenerName(CONTROLLER)
                .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                .setReleaseVersion(MetadataVersion.latestProduction())
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    }

    private static void format(Formatter formatter, Path directory) {
        if (Files.exists(directory.resolve("meta.properties"))) {
            return;
        }
        try {
            formatter.run();
        } catch (Exception e) { // the signature of a class that is Kafka's own
            throw new IllegalStateException("cannot format " + directory + " for Kafka: " + e.getMessage(), e);
        }
    }
}
