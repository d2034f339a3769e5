package dev.planline.sink.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.planline.client.PublishFailed;
import dev.planline.model.InvalidField;
import dev.planline.sink.store.StoreException;
import dev.planline.wire.Codec;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves routes over HTTP: one virtual thread a request, one shape for all errors. */
public final class ApiServer implements AutoCloseable {

    /** Largest request, in bytes. */
    static final int BODY_LIMIT = 1 << 20;

    private static final Logger LOGGER = LoggerFactory.getLogger(ApiServer.class);

    private final Codec codec = new Codec();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile List<Route> routes = List.of();

    /**
     * Listens, and answers 503 until it is opened.
     *
     * @param port 0 for a free one
     */
    public ApiServer(String host, int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getAllByName(host)[0], port), 128);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen at " + host + ":" + port + ": " + e.getMessage(), e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** The port that it listens at. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Begins to answer. */
    public void open(Api api) {
        routes = api.routes();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Reply reply;
            try {
                reply = answer(exchange);
            } catch (ApiError e) {
                reply = new Reply.Json(e.status(), e.body());
            }
            send(exchange, reply);
        }
    }

    private Reply answer(HttpExchange exchange) throws IOException {
        if (routes.isEmpty()) {
            throw ApiError.unavailable("the sink is starting");
        }
        byte[] body = exchange.getRequestBody().readNBytes(BODY_LIMIT + 1);
        if (body.length > BODY_LIMIT) {
            throw ApiError.tooLarge(BODY_LIMIT);
        }
        try {
            return dispatch(exchange, new String(body, StandardCharsets.UTF_8));
        } catch (InvalidField e) {
            throw ApiError.invalid(e.field(), e.problem());
        } catch (StoreException | PublishFailed e) {
            LOGGER.warn("cannot answer {}", exchange.getRequestURI().getPath(), e);
            throw ApiError.unavailable(String.valueOf(e.getMessage()));
        } catch (ApiError e) {
            throw e;
        } catch (RuntimeException e) {
            LOGGER.error("cannot answer {}", exchange.getRequestURI().getPath(), e);
            throw ApiError.internal();
        }
    }

    private Reply dispatch(HttpExchange exchange, String body) {
        String path = exchange.getRequestURI().getRawPath();
        String other = "";
        for (Route route : routes) {
            Optional<Map<String, String>> match = route.match(path);
            if (match.isPresent()) {
                if (route.method().equals(exchange.getRequestMethod())) {
                    return route.answer().to(Request.of(match.get(), exchange.getRequestURI().getRawQuery(), body));
                }
                other = route.method();
            }
        }
        throw other.isEmpty()
                ? ApiError.notFound("there is nothing at " + path, "GET /v1/openapi.yaml lists what there is")
                : ApiError.wrongMethod(other);
    }

    private void send(HttpExchange exchange, Reply reply) throws IOException {
        switch (reply) {
            case Reply.Json(int status, Object value) -> send(exchange, status, "application/json", codec.encode(value));
            case Reply.Text(int status, String type, String text) -> send(exchange, status, type, text.getBytes(StandardCharsets.UTF_8));
            case Reply.Lines lines -> {
                exchange.getResponseHeaders().set("content-type", "application/x-ndjson");
                exchange.sendResponseHeaders(200, 0);
                try (OutputStream out = exchange.getResponseBody()) {
                    lines.values().accept(value -> writeLine(out, value, lines.prompt()));
                }
            }
        }
    }

    private void writeLine(OutputStream out, Object value, boolean prompt) {
        try {
            out.write(codec.encode(value));
            out.write('\n');
            if (prompt) {
                out.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("content-type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
