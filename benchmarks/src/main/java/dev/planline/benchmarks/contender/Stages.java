package dev.planline.benchmarks.contender;

import dev.planline.benchmarks.workload.Examples;
import dev.planline.benchmarks.workload.Shape;
import dev.planline.client.Cluster;
import dev.planline.client.Publisher;
import dev.planline.planner.PlannerMain;
import dev.planline.process.ServiceSpec;
import dev.planline.router.RouterMain;
import dev.planline.runtime.Service;
import dev.planline.runtime.WorkerKeys;
import dev.planline.settings.Settings;
import dev.planline.settings.SettingsReader;
import dev.planline.tracing.Tracing;
import dev.planline.validator.ValidatorMain;
import dev.planline.wire.Topic;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The planner, the router and the validator as they are, with the example agents and rules. */
public final class Stages implements Contender {

    @Override
    public String name() {
        return "Planline's three stages";
    }

    @Override
    public boolean exactlyOnce() {
        return true;
    }

    @Override
    public boolean ordered() {
        return true;
    }

    @Override
    public Shape shape() {
        return Shape.THREE_HOPS;
    }

    @Override
    public void prepare(Job job) {
        try (var publisher = new Publisher(new Cluster(job.bootstrapServers(), job.prefix(), Map.of()), "planline/benchmarks")) {
            Stream.concat(
                    Examples.agents().stream().map(agent -> publisher.publish(Topic.AGENTS, agent)),
                    Examples.rules().stream().map(rule -> publisher.publish(Topic.RULES, rule))).toList().forEach(sent -> {
                        var _ = sent.join();
                    });
        }
    }

    @Override
    public Running start(Job job) {
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        List<Service> services = Stream.of(PlannerMain.SPEC, RouterMain.SPEC, ValidatorMain.SPEC).map(spec -> start(spec, job, registry))
                .toList();
        return () -> {
            services.parallelStream().forEach(Service::close);
            registry.close();
        };
    }

    private static Service start(ServiceSpec spec, Job job, PrometheusMeterRegistry registry) {
        Settings settings = SettingsReader.of(spec.allKeys()).read(Optional.empty(), Map.of(),
                Map.of(WorkerKeys.BOOTSTRAP_SERVERS.name(), job.bootstrapServers()));
        return spec.starter().start(settings, Planline.settings(job, job.id()), registry, Tracing.OFF);
    }
}
