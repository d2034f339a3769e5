package dev.planline.kubernetes;

import dev.planline.observability.ManagementKeys;
import dev.planline.observability.ManagementServer;
import dev.planline.sink.SinkKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** What the code serves, from the code. */
final class Served {

    private static final Map<String, Boolean> PATHS = new ConcurrentHashMap<>();

    private Served() {}

    /** The ports that the process of a workload listens on for others. */
    static Set<Integer> ports(Manifests all, Workload workload) {
        var ports = new TreeSet<Integer>();
        managementPort(all, workload).ifPresent(ports::add);
        Configured.of(all, workload, new Problems()).filter(configured -> configured.role() == Role.SINK)
                .ifPresent(sink -> ports.add(sink.settings().get(SinkKeys.PORT)));
        return ports;
    }

    /** The port of health and metrics. */
    static Optional<Integer> managementPort(Manifests all, Workload workload) {
        if (workload.role().equals("dev")) {
            return Arguments.of(workload, "--management-port").map(Integer::valueOf);
        }
        return Configured.of(all, workload, new Problems())
                .map(configured -> configured.settings().find(ManagementKeys.PORT).orElse(ManagementKeys.USUAL_PORT));
    }

    /** Whether there is something at this path of the management port. */
    static boolean path(String path) {
        return PATHS.computeIfAbsent(path, Served::asked);
    }

    private static boolean asked(String path) {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (ManagementServer server = ManagementServer.start(address, Map.of(), Map.of(), () -> "");
                HttpClient client = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + server.port()).resolve(path);
            return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
