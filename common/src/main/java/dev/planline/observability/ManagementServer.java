package dev.planline.observability;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Serves {@code /livez}, {@code /readyz} and {@code /metrics} over HTTP. */
public final class ManagementServer implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(ManagementServer.class);
    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, Health> live;
    private final Map<String, Health> ready;
    private final Supplier<String> metrics;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private ManagementServer(HttpServer server, Map<String, Health> live, Map<String, Health> ready, Supplier<String> metrics) {
        this.server = server;
        this.live = Map.copyOf(live);
        this.ready = Map.copyOf(ready);
        this.metrics = metrics;
    }

    /**
     * Begins to serve.
     *
     * @param address port 0 for any that is free
     * @param live by name; all well means 200, else 503 and the process had better be restarted
     * @param ready by name; all well means 200, else 503
     * @param metrics the text of a Prometheus registry
     * @throws BindException if the port is taken; the message says what to set
     */
    public static ManagementServer start(InetSocketAddress address, Map<String, Health> live, Map<String, Health> ready,
            Supplier<String> metrics)
            throws IOException {
        try {
            var management = new ManagementServer(HttpServers.listen(address, 0), live, ready, metrics);
            management.server.createContext("/", management::handle);
            management.server.setExecutor(management.threads);
            management.server.start();
            return management;
        } catch (BindException e) {
            var taken = new BindException("cannot listen on " + address + ": " + e.getMessage() + "; set " + ManagementKeys.PORT.name()
                    + " to another port, or to 0 for none");
            taken.initCause(e);
            throw taken;
        }
    }

    /** The port that it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answer(exchange);
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(answer.status(), head ? -1 : body.length);
            if (!head) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private Answer answer(HttpExchange exchange) {
        String method = exchange.getRequestMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            return Answer.json(405, Map.of("error", method + " is not allowed; use GET"));
        }
        String path = exchange.getRequestURI().getPath();
        try {
            return switch (path) {
                case "/livez" -> checked(live);
                case "/readyz" -> checked(ready);
                case "/metrics" -> new Answer(200, "text/plain; version=0.0.4; charset=utf-8", metrics.get());
                default -> Answer.json(404, Map.of("error", "there is no " + path + "; there are /livez, /readyz and /metrics"));
            };
        } catch (RuntimeException e) {
            LOGGER.error("{} failed", path, e);
            return Answer.json(500, Map.of("error", "internal error"));
        }
    }

    private static Answer checked(Map<String, Health> checks) {
        var states = new TreeMap<String, String>();
        checks.forEach((name, check) -> states.put(name, check.problem().orElse("up")));
        boolean up = states.values().stream().allMatch("up"::equals);
        return Answer.json(up ? 200 : 503, Map.of("status", up ? "up" : "down", "checks", states));
    }

    private record Answer(int status, String type, String body) {

        static Answer json(int status, Map<String, ?> body) {
            return new Answer(status, "application/json", JSON.writeValueAsString(new TreeMap<>(body)) + "\n");
        }
    }
}
