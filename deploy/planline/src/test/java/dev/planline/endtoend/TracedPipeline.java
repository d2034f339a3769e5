package dev.planline.endtoend;

import dev.planline.cli.agents.ExampleAgents;
import dev.planline.cli.console.Console;
import dev.planline.cli.registry.ExampleRegistry;
import dev.planline.client.Cluster;
import dev.planline.client.TaskPublisher;
import dev.planline.model.Agent;
import dev.planline.planner.PlannerMain;
import dev.planline.process.ServiceSpec;
import dev.planline.router.RouterMain;
import dev.planline.runtime.CompactedTable;
import dev.planline.runtime.Service;
import dev.planline.runtime.Worker;
import dev.planline.runtime.WorkerSettings;
import dev.planline.settings.SettingsReader;
import dev.planline.sink.SinkMain;
import dev.planline.testkit.TestKafka;
import dev.planline.tracing.Tracing;
import dev.planline.tracing.TracingSettings;
import dev.planline.validator.ValidatorMain;
import dev.planline.wire.Topic;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A publisher, the four workers and the example agents, who are registered, in this process, each with spans of its own. */
final class TracedPipeline implements AutoCloseable {

    private final TracingSettings settings;
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final List<Tracing> tracings = new ArrayList<>();
    private final List<Service> services = new ArrayList<>();
    private final TaskPublisher publisher;

    TracedPipeline(TestKafka kafka, TracingSettings settings, Path directory) {
        this.settings = settings;
        var console = new Console(InputStream.nullInputStream(), System.out, System.err, Map.of(), Path.of("../.."), () -> false);
        ExampleRegistry.agents(console).values().forEach(agent -> kafka.publish(Topic.AGENTS, agent));
        for (ServiceSpec spec : List.of(PlannerMain.SPEC, RouterMain.SPEC, ValidatorMain.SPEC, SinkMain.SPEC)) {
            var given = new HashMap<>(Map.of("bootstrap.servers", TestKafka.bootstrapServers()));
            if (spec.name().equals("sink")) {
                given.putAll(Map.of("sink.directory", directory.toString(), "sink.port", "0", "sink.api.open", "true"));
            }
            var own = SettingsReader.of(spec.allKeys()).read(Optional.empty(), Map.of(), given);
            services.add(spec.starter().start(own, kafka.settings(spec.name()), registry, tracing(spec.name())));
        }
        WorkerSettings worker = kafka.settings(ExampleAgents.NAME);
        var agents = new CompactedTable<>(Topic.AGENTS, Agent.class, worker);
        services.add(new Worker(ExampleAgents.stage(0, agents::snapshot, InstantSource.system()), worker, registry,
                tracing(ExampleAgents.NAME), agents).start());
        publisher = new TaskPublisher(new Cluster(TestKafka.bootstrapServers(), kafka.prefix(), Map.of()), "test", tracing("test"));
    }

    Tracing tracing(String role) {
        Tracing tracing = Tracing.open(settings, role, role + "-1", registry);
        tracings.add(tracing);
        return tracing;
    }

    TaskPublisher publisher() {
        return publisher;
    }

    /** What a counter without tags stands at; 0 if there is none. */
    double count(String name) {
        var counter = registry.find(name).counter();
        return counter == null ? 0 : counter.count();
    }

    /** Stops all services and then the export of spans. */
    @Override
    public void close() {
        publisher.close();
        services.parallelStream().forEach(Service::close);
        tracings.parallelStream().forEach(Tracing::close);
    }
}
