package dev.planline.cli.dev;

import dev.planline.cli.agents.ExampleAgents;
import dev.planline.cli.console.Console;
import dev.planline.cli.registry.ExampleRegistry;
import dev.planline.client.Cluster;
import dev.planline.client.Topics;
import dev.planline.embedded.LocalKafka;
import dev.planline.model.Agent;
import dev.planline.observability.Health;
import dev.planline.observability.ManagementServer;
import dev.planline.observability.Meter;
import dev.planline.observability.ProcessMeters;
import dev.planline.planner.PlannerMain;
import dev.planline.process.ServiceSpec;
import dev.planline.router.RouterMain;
import dev.planline.runtime.CompactedTable;
import dev.planline.runtime.Service;
import dev.planline.runtime.Worker;
import dev.planline.runtime.WorkerKeys;
import dev.planline.runtime.WorkerSettings;
import dev.planline.settings.Settings;
import dev.planline.settings.SettingsReader;
import dev.planline.sink.Sink;
import dev.planline.sink.SinkSettings;
import dev.planline.tracing.Tracing;
import dev.planline.tracing.TracingSettings;
import dev.planline.validator.ValidatorMain;
import dev.planline.wire.Topic;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/** Everything in one process: a real broker (or a cluster that is there), the planner, the router, the validator and the sink with its API. */
final class DevMode implements AutoCloseable {

    private static final Duration TOPICS = Duration.ofSeconds(30);
    private static final short AS_THE_CLUSTER_SAYS = -1;

    private final Cluster cluster;
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ProcessMeters process = ProcessMeters.bind(registry);
    private final @Nullable LocalKafka kafka;
    private final TracingSettings tracingSettings;
    private final List<Tracing> tracings = new ArrayList<>();
    private final List<Service> services = new ArrayList<>();
    private final Tracing publishing;
    private final Sink sink;

    private DevMode(DevSettings settings, Console console) {
        tracingSettings = settings.tracing();
        publishing = tracing("cli");
        String existing = settings.bootstrapServers();
        if (existing == null) {
            kafka = LocalKafka.in(settings.directory().resolve("kafka"), settings.kafkaPort());
            cluster = Cluster.at(kafka.bootstrapServers());
        } else {
            kafka = null;
            cluster = Cluster.at(existing);
        }
        try {
            try (Admin admin = cluster.admin()) {
                Topics.declared(cluster.prefix()).apply(admin, kafka == null ? AS_THE_CLUSTER_SAYS : (short) 1, TOPICS);
            }
            if (settings.exampleAgents()) {
                ExampleRegistry.apply(console, cluster);
            }
            for (ServiceSpec spec : List.of(PlannerMain.SPEC, RouterMain.SPEC, ValidatorMain.SPEC)) {
                services.add(start(spec));
            }
            if (settings.exampleAgents()) {
                services.add(exampleAgents(settings.seed()));
            }
            sink = new Sink(worker("sink"), SinkSettings.of(settings.directory().resolve("sink"), settings.apiPort()), this::workersPoll,
                    registry, tracing("sink"));
            services.add(sink);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Starts all of it; the workers join their groups by themselves. */
    static DevMode start(DevSettings settings, Console console) {
        return new DevMode(settings, console);
    }

    /** The cluster that it works on. */
    Cluster cluster() {
        return cluster;
    }

    /** The port of the API. */
    int apiPort() {
        return sink.port();
    }

    /** The spans of whoever publishes tasks from here. */
    Tracing publishing() {
        return publishing;
    }

    /** How many trajectories are in the pool. */
    int trajectories() {
        return sink.pool().size();
    }

    /** How many trajectories the planner has learnt from. */
    int learnt() {
        return (int) Meter.TRAJECTORIES_LEARNT.counter(registry).count();
    }

    /** Whether all workers poll. */
    boolean ready() {
        return services.stream().allMatch(Service::polling);
    }

    /** Completes when one of the workers stops, which none does by itself. */
    CompletableFuture<?> stopped() {
        return CompletableFuture.anyOf(services.stream().map(Service::stopped).toArray(CompletableFuture<?>[]::new));
    }

    /**
     * Serves health and metrics of all of it, on all addresses of this machine.
     *
     * @param port 0 for any that is free
     */
    ManagementServer manage(int port) throws IOException {
        var live = new TreeMap<String, Health>();
        services.forEach(service -> live.put(service.name(), Health.when(() -> !service.stopped().isDone(), "has stopped")));
        var ready = Map.of("workers", Health.when(this::ready, "not all poll yet"));
        return ManagementServer.start(new InetSocketAddress(port), live, ready, registry::scrape);
    }

    @Override
    public void close() {
        services.parallelStream().forEach(Service::close);
        tracings.parallelStream().forEach(Tracing::close);
        if (kafka != null) {
            kafka.close();
        }
        process.close();
        registry.close();
    }

    private boolean workersPoll() {
        return services.stream().filter(Worker.class::isInstance).allMatch(Service::polling);
    }

    private Service start(ServiceSpec spec) {
        Settings settings = SettingsReader.of(spec.allKeys()).read(Optional.empty(), Map.of(),
                Map.of(WorkerKeys.BOOTSTRAP_SERVERS.name(), cluster.bootstrapServers()));
        return spec.starter().start(settings, worker(spec.name()), registry, tracing(spec.name()));
    }

    private Service exampleAgents(long seed) {
        WorkerSettings settings = worker(ExampleAgents.NAME);
        var agents = new CompactedTable<>(Topic.AGENTS, Agent.class, settings);
        return new Worker(ExampleAgents.stage(seed, agents::snapshot, InstantSource.system()), settings, registry,
                tracing(ExampleAgents.NAME), agents).start();
    }

    private Tracing tracing(String role) {
        Tracing tracing = Tracing.open(tracingSettings, role, instance(role), registry);
        tracings.add(tracing);
        return tracing;
    }

    /** The same instance at each start, so that it takes over at once what a killed process left behind. */
    private WorkerSettings worker(String name) {
        return WorkerSettings.of(cluster.bootstrapServers(), instance(name));
    }

    private static String instance(String name) {
        return "dev-" + name;
    }
}
