package dev.planline.chaos.cluster;

import dev.planline.client.Cluster;
import dev.planline.planner.PlannerMain;
import dev.planline.router.RouterMain;
import dev.planline.settings.Settings;
import dev.planline.sink.SinkMain;
import dev.planline.validator.ValidatorMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The workers of a run: some of each stage and one sink, each in a JVM of its own. */
public final class Workers implements AutoCloseable {

    private static final String HEAP = "192m";

    private final Cluster cluster;
    private final Path directory;
    private final Map<String, List<ChildJvm>> stages = new LinkedHashMap<>();
    private final Map<String, URI> metrics = new LinkedHashMap<>();
    private final Ports ports;
    private final int sinkPort;

    /**
     * Makes them; {@link #start} starts them.
     *
     * @param directory for their output, and for what the sink keeps
     * @param each how many of each stage
     */
    public Workers(Cluster cluster, Path directory, int each, Ports ports) {
        this.cluster = cluster;
        this.directory = directory;
        this.ports = ports;
        this.sinkPort = ports.next();
        make("planner", PlannerMain.class, each, Map.of());
        make("router", RouterMain.class, each, Map.of());
        make("validator", ValidatorMain.class, each, Map.of());
        make("sink", SinkMain.class, 1,
                Map.of("sink.port", Integer.toString(sinkPort), "sink.directory", directory.resolve("store").toString(), "sink.api.open",
                        "true"));
    }

    private void make(String stage, Class<?> main, int many, Map<String, String> own) {
        var workers = new ArrayList<ChildJvm>();
        for (int i = 1; i <= many; i++) {
            String name = stage + "-" + i;
            int management = ports.next();
            metrics.put(name, URI.create("http://127.0.0.1:" + management + "/metrics"));
            var settings = new Properties();
            settings.putAll(own);
            settings.putAll(Map.of("bootstrap.servers", cluster.bootstrapServers(), "prefix", cluster.prefix(), "instance.id", name,
                    "management.port", Integer.toString(management), "client.meters", "false"));
            cluster.kafka().forEach((option, value) -> settings.setProperty(Settings.KAFKA_PREFIX + option, value));
            workers.add(new ChildJvm(name, HEAP, directory.resolve(name + ".log"), main.getName(), List.of(written(name, settings))));
        }
        stages.put(stage, List.copyOf(workers));
    }

    /** In a file that nobody else reads: whoever lists processes sees their arguments, and a cluster may want passwords. */
    private String written(String name, Properties settings) {
        Path file = directory.resolve(name + ".properties");
        try {
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (Writer writer = Files.newBufferedWriter(file)) {
                settings.store(writer, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toString();
    }

    /** Starts all of them. */
    public void start() {
        all().forEach(ChildJvm::start);
    }

    /** Tells all of them to end, and kills what has not by then. */
    public void stop(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        for (ChildJvm worker : all()) {
            var _ = worker.stop(Duration.ZERO);
        }
        for (ChildJvm worker : all()) {
            var _ = worker.stop(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        }
        close();
    }

    /** The names of the stages, the sink's among them. */
    public List<String> stages() {
        return List.copyOf(stages.keySet());
    }

    /** The workers of a stage. */
    public List<ChildJvm> of(String stage) {
        return stages.getOrDefault(stage, List.of());
    }

    /** All workers. */
    public List<ChildJvm> all() {
        return stages.values().stream().flatMap(List::stream).toList();
    }

    /** Where each worker shows its meters, by name. */
    public Map<String, URI> metrics() {
        return metrics;
    }

    /** Where the API of the sink is. */
    public URI sinkAddress() {
        return URI.create("http://127.0.0.1:" + sinkPort);
    }

    @Override
    public void close() {
        all().forEach(ChildJvm::close);
    }
}
