package dev.planline.process;

import dev.planline.observability.ManagementKeys;
import dev.planline.runtime.Service;
import dev.planline.runtime.WorkerKeys;
import dev.planline.runtime.WorkerSettings;
import dev.planline.settings.Definition;
import dev.planline.settings.Settings;
import dev.planline.tracing.Tracing;
import dev.planline.tracing.TracingKeys;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a service is started.
 *
 * @param name as on the command line, for example {@code router}
 * @param keys of the settings that are its own
 */
public record ServiceSpec(String name, List<Definition<?>> keys, Starter starter) {

    public ServiceSpec {
        keys = List.copyOf(keys);
    }

    /** All keys of the settings that its process takes. */
    public List<Definition<?>> allKeys() {
        return Stream.of(WorkerKeys.all(), ManagementKeys.all(), TracingKeys.all(), keys).<Definition<?>>flatMap(List::stream).toList();
    }

    /** Makes a service and lets it begin. */
    @FunctionalInterface
    public interface Starter {

        /**
         * Makes it; it has begun when this returns.
         *
         * @param settings with its own keys
         * @param worker what every worker can be told
         * @param tracing the caller closes it, after the service
         */
        Service start(Settings settings, WorkerSettings worker, PrometheusMeterRegistry registry, Tracing tracing);
    }
}
