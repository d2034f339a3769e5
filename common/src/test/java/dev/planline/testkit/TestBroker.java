package dev.planline.testkit;

import dev.planline.embedded.LocalKafka;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.kafka.KafkaContainer;

/** A broker for tests. Both kinds are told the same. */
sealed interface TestBroker extends AutoCloseable {

    /** Where clients reach it, as {@code host:port}. */
    String bootstrapServers();

    /** What it is, for people. */
    String description();

    @Override
    void close();

    /** Starts the one that the system property {@code planline.test.kafka} asks for. */
    static TestBroker start() {
        String wanted = System.getProperty("planline.test.kafka", "auto");
        return switch (wanted) {
            case "embedded" -> embedded("as asked");
            case "container" -> new Container();
            case "auto" ->
                DockerClientFactory.instance().isDockerAvailable() ? containerIfThereIsAnImage() : embedded("no Docker engine answers");
            default -> throw new IllegalArgumentException("planline.test.kafka is auto, container or embedded, not " + wanted);
        };
    }

    private static TestBroker containerIfThereIsAnImage() {
        try {
            return new Container();
        } catch (ContainerFetchException e) {
            return embedded("there is no image " + Container.IMAGE + ": " + e.getMessage());
        }
    }

    private static TestBroker embedded(String why) {
        return new Embedded(LocalKafka.temporary(), why);
    }

    /**
     * In this process.
     *
     * @param why it is not in a container
     */
    record Embedded(LocalKafka kafka, String why) implements TestBroker {

        @Override
        public String bootstrapServers() {
            return kafka.bootstrapServers();
        }

        @Override
        public String description() {
            return "in process (" + why + ")";
        }

        @Override
        public void close() {
            kafka.close();
        }
    }

    /** The one that Apache ships, in a container. */
    final class Container implements TestBroker {

        static final String IMAGE = "apache/kafka:4.4.0";

        private final KafkaContainer kafka = new KafkaContainer(IMAGE).withEnv(environment());

        private Container() {
            kafka.start();
        }

        /** Settings as the image takes them. */
        private static Map<String, String> environment() {
            return LocalKafka.tuning().entrySet().stream()
                    .collect(Collectors.toMap(entry -> "KAFKA_" + entry.getKey().replace('.', '_').toUpperCase(Locale.ROOT),
                            Map.Entry::getValue));
        }

        @Override
        public String bootstrapServers() {
            return kafka.getBootstrapServers();
        }

        @Override
        public String description() {
            return IMAGE + " in a container (Docker " + DockerClientFactory.instance().client().versionCmd().exec().getVersion() + ")";
        }

        @Override
        public void close() {
            kafka.stop();
        }
    }
}
