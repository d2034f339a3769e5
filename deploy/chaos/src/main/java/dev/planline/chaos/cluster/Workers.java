package dev.planline.chaos.cluster;

import dev.planline.client.Cluster;
import dev.planline.planner.PlannerMain;
import dev.planline.router.RouterMain;
import dev.planline.sink.SinkMain;
import dev.planline.validator.ValidatorMain;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
     * Starts them.
     *
     * @param directory for their output, and for what the sink keeps
     * @param each how many of each stage
     */
    public Workers(Cluster cluster, Path directory, int each, long seed) {
        this.cluster = cluster;
        this.directory = directory;
        this.ports = new Ports(seed + 1);
        this.sinkPort = ports.next();
        start("planner", PlannerMain.class, each, List.of());
        start("router", RouterMain.class, each, List.of());
        start("validator", ValidatorMain.class, each, List.of());
        start("sink", SinkMain.class, 1,
                List.of("sink.port=" + sinkPort, "sink.directory=" + directory.resolve("store"), "sink.api.open=true"));
    }

    private void start(String stage, Class<?> main, int many, List<String> own) {
        var workers = new ArrayList<ChildJvm>();
        for (int i = 1; i <= many; i++) {
            String name = stage + "-" + i;
            int management = ports.next();
            metrics.put(name, URI.create("http://127.0.0.1:" + management + "/metrics"));
            var settings = new ArrayList<>(own);
            settings.addAll(List.of("bootstrap.servers=" + cluster.bootstrapServers(), "prefix=" + cluster.prefix(), "instance.id=" + name,
                    "management.port=" + management, "client.meters=false"));
            cluster.kafka().forEach((option, value) -> settings.add("kafka." + option + "=" + value));
            workers.add(new ChildJvm(name, HEAP, directory.resolve(name + ".log"), main.getName(), settings));
        }
        stages.put(stage, List.copyOf(workers));
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
