package dev.planline.process;

import dev.planline.observability.Health;
import dev.planline.observability.LogKey;
import dev.planline.observability.ManagementKeys;
import dev.planline.observability.ManagementServer;
import dev.planline.observability.ProcessMeters;
import dev.planline.runtime.Refusal;
import dev.planline.runtime.Service;
import dev.planline.runtime.WorkerKeys;
import dev.planline.runtime.WorkerSettings;
import dev.planline.settings.InvalidSettings;
import dev.planline.settings.Settings;
import dev.planline.settings.SettingsReader;
import dev.planline.tracing.Tracing;
import dev.planline.tracing.TracingKeys;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one service until it is told to stop. */
public final class ServiceProcess {

    /** It was told to stop, and did. */
    public static final int STOPPED = 0;

    /** It could not go on. */
    public static final int FAILED = 1;

    /** Its settings are wrong. */
    public static final int MISUSED = 2;

    private static final Logger LOGGER = LoggerFactory.getLogger(ServiceProcess.class);

    /** A loop that has not turned for so long hangs. */
    private static final Duration HANGS = Duration.ofMinutes(2);

    private final ServiceSpec spec;
    private final PrintStream err;

    private ServiceProcess(ServiceSpec spec, PrintStream err) {
        this.spec = spec;
        this.err = err;
    }

    /**
     * Runs a service until SIGTERM or SIGINT, or until it fails.
     *
     * @param arguments {@code key=value} for a setting, anything else is the file with settings
     * @return the exit code
     */
    public static int run(ServiceSpec spec, String[] arguments, Map<String, String> environment, PrintStream err) {
        Optional<Path> file = Optional.empty();
        var overrides = new HashMap<String, String>();
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            if (equals > 0) {
                overrides.put(argument.substring(0, equals), argument.substring(equals + 1));
            } else if (file.isPresent()) {
                err.println(spec.name() + ": takes one file with settings, and key=value; \"" + argument + "\" is too much");
                return MISUSED;
            } else {
                file = Optional.of(Path.of(argument));
            }
        }
        return run(spec, file, environment, overrides, err);
    }

    /**
     * Runs a service until SIGTERM or SIGINT, or until it fails.
     *
     * @param overrides settings by key, which win over the environment and the file
     * @return the exit code
     */
    public static int run(ServiceSpec spec, Optional<Path> file, Map<String, String> environment, Map<String, String> overrides,
            PrintStream err) {
        Settings settings;
        try {
            settings = SettingsReader.of(spec.allKeys()).read(file, environment, overrides);
        } catch (InvalidSettings e) {
            err.println(spec.name() + ": " + e.getMessage());
            return MISUSED;
        }
        return new ServiceProcess(spec, err).runToEnd(settings);
    }

    private int runToEnd(Settings settings) {
        try (var signal = new StopSignal()) {
            int code = work(settings, signal);
            signal.end(code);
            return code;
        } catch (InvalidSettings e) {
            err.println(spec.name() + ": " + e.getMessage());
            return MISUSED;
        } catch (IOException | RuntimeException e) {
            err.println(spec.name() + ": " + e.getMessage());
            LOGGER.debug("cannot go on", e);
            return FAILED;
        }
    }

    private int work(Settings settings, StopSignal signal) throws IOException {
        settings.notices().forEach(notice -> LOGGER.warn("{}", notice));
        LOGGER.info("{} starts with\n  {}", spec.name(), String.join("\n  ", settings.effective()));
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        WorkerSettings worker = WorkerKeys.read(settings, instanceId());
        try (Tracing tracing = Tracing.open(TracingKeys.read(settings), spec.name(), worker.instanceId(), registry);
                Service service = spec.starter().start(settings, worker, registry, tracing);
                ProcessMeters _ = ProcessMeters.bind(registry); // takes a moment, in which the service connects
                ManagementServer _ = manage(settings, service, registry)) {
            CompletableFuture.anyOf(signal.received(), service.stopped()).join();
            return STOPPED;
        } catch (CompletionException e) {
            err.println(spec.name() + ": stops: " + reason(e));
            return FAILED;
        } finally {
            LOGGER.atInfo().addKeyValue(LogKey.STAGE.key(), spec.name()).log("stopped");
        }
    }

    private static @Nullable String reason(CompletionException e) {
        return switch (e.getCause()) {
            case Refusal refusal -> refusal.getMessage();
            case OutOfMemoryError used -> "its memory of " + (Runtime.getRuntime().maxMemory() >> 20) + " MiB is used up ("
                    + used.getMessage()
                    + "); nothing is lost. If it ends so again, give it more once, as with -Xmx2g: a record may unpack to more than it has";
            case null, default -> e.getMessage();
        };
    }

    private static @Nullable ManagementServer manage(Settings settings, Service service, PrometheusMeterRegistry registry)
            throws IOException {
        Optional<Integer> set = settings.find(ManagementKeys.PORT);
        if (set.isPresent() && set.get() == 0) {
            return null;
        }
        String host = settings.get(ManagementKeys.HOST);
        Health turns = Health.when(() -> !service.polling() || service.sinceLastTurn().compareTo(HANGS) < 0, "hangs");
        Health runs = Health.when(() -> !service.stopped().isDone(), "has stopped");
        Health polls = Health.when(service::polling, "is not polling yet");
        var live = Map.of("loop", turns, service.name(), runs);
        var ready = Map.of(service.name(), polls);
        ManagementServer server;
        try {
            int port = set.orElse(ManagementKeys.USUAL_PORT);
            server = ManagementServer.start(new InetSocketAddress(host, port), live, ready, registry::scrape);
        } catch (BindException e) {
            if (set.isPresent()) {
                throw e;
            }
            server = ManagementServer.start(new InetSocketAddress(host, 0), live, ready, registry::scrape);
        }
        LOGGER.info("health and metrics are at http://{}:{}", host, server.port());
        return server;
    }

    private static String instanceId() {
        String host;
        try {
            host = InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            host = "localhost";
        }
        return host.replaceAll("[^A-Za-z0-9._-]", "-") + "-" + UUID.randomUUID().toString().substring(0, 8);
    }
}
