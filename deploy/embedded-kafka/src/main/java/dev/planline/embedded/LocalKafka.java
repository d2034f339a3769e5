package dev.planline.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/**
 * A lone KRaft broker and controller in this process, reached at 127.0.0.1 only.
 *
 * <p>Its classes are Kafka's internals, so this is the only place that knows them. It listens as soon as it is made; closing
 * it stops it and keeps its directory, unless that was a temporary one.
 */
public final class LocalKafka implements AutoCloseable {

    static final int NODE_ID = 1;

    private final Path directory;
    private final boolean temporary;
    private final int port;
    private final KafkaRaftServer server;

    private LocalKafka(Path directory, boolean temporary, int port, Consumer<Map<String, String>> more) {
        this.directory = directory;
        this.temporary = temporary;
        this.port = port;
        int controllerPort = freePortBeside(port);
        Format.lone(NODE_ID, directory, controllerPort);
        Map<String, String> settings = BrokerSettings.lone(directory, port, controllerPort);
        more.accept(settings);
        server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
        server.startup();
    }

    /** Starts a broker on a free port, in a directory that is removed when it is closed. */
    public static LocalKafka temporary() {
        return temporary(settings -> {});
    }

    /**
     * Starts the same with a second listener, SASL_SSL, at which clients have to show who they are. Whoever comes in at the first is
     * {@code User:ANONYMOUS}, as its controller is.
     *
     * @param port of that listener
     * @param security what it asks for, and who may do what, by Kafka's names
     */
    public static LocalKafka guarded(int port, Map<String, String> security) {
        return temporary(settings -> BrokerSettings.guard(settings, port, security));
    }

    private static LocalKafka temporary(Consumer<Map<String, String>> more) {
        try {
            return new LocalKafka(Files.createTempDirectory("planline-kafka"), /* temporary= */ true, freePort(), more);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Starts a broker that keeps its data.
     *
     * @param directory made and formatted if it is new
     * @param port that clients use; 0 for a free one
     */
    public static LocalKafka in(Path directory, int port) {
        return new LocalKafka(directory.toAbsolutePath(), /* temporary= */ false, port == 0 ? freePort() : port, settings -> {});
    }

    /** What makes it small and quick, by Kafka's names; for a broker elsewhere that shall behave alike. */
    public static Map<String, String> tuning() {
        return BrokerSettings.tuning();
    }

    /** Where clients reach it, as {@code host:port}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
        if (temporary) {
            remove(directory);
        }
    }

    /** Nothing listens at the other port yet, so that one may be found again. */
    private static int freePortBeside(int other) {
        int found = freePort();
        return found == other ? freePortBeside(other) : found;
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path directory) {
        try (Stream<Path> paths = Files.walk(directory)) {
            paths.sorted(Comparator.reverseOrder()).forEach(LocalKafka::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
