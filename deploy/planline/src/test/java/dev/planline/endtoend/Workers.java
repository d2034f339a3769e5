package dev.planline.endtoend;

import dev.planline.observability.Meter;
import dev.planline.planner.PlannerMain;
import dev.planline.process.ServiceSpec;
import dev.planline.router.RouterMain;
import dev.planline.runtime.Service;
import dev.planline.runtime.WorkerSettings;
import dev.planline.settings.SettingsReader;
import dev.planline.testkit.TestKafka;
import dev.planline.tracing.Tracing;
import dev.planline.validator.ValidatorMain;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A planner, a router and a validator in this process. */
final class Workers implements AutoCloseable {

    private final Function<String, WorkerSettings> settings;
    private final List<Service> services = new ArrayList<>();
    private final List<PrometheusMeterRegistry> registries = new ArrayList<>();

    /** On these topics. */
    Workers(TestKafka kafka) {
        this(kafka::settings);
    }

    /** With these settings, by the name of the stage. */
    Workers(Function<String, WorkerSettings> settings) {
        this.settings = settings;
    }

    void start() {
        for (ServiceSpec spec : List.of(PlannerMain.SPEC, RouterMain.SPEC, ValidatorMain.SPEC)) {
            WorkerSettings worker = settings.apply(spec.name());
            var own = SettingsReader.of(spec.allKeys()).read(Optional.empty(), Map.of(),
                    Map.of("bootstrap.servers", worker.bootstrapServers()));
            var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            registries.add(registry);
            services.add(spec.starter().start(own, worker, registry, Tracing.OFF));
        }
    }

    /** What a stage has counted. */
    double counted(Meter counter, String stage) {
        return registries.stream().mapToDouble(registry -> counter.counter(registry, stage).count()).sum();
    }

    @Override
    public void close() {
        services.forEach(Service::close);
    }
}
