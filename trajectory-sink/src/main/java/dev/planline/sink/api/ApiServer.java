package dev.planline.sink.api;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.planline.client.PublishFailed;
import dev.planline.model.InvalidField;
import dev.planline.observability.HttpServers;
import dev.planline.sink.store.Budget;
import dev.planline.sink.store.BudgetSpent;
import dev.planline.sink.store.Quota;
import dev.planline.sink.store.QuotaExceeded;
import dev.planline.sink.store.StoreException;
import dev.planline.wire.Codec;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves routes over HTTP: one virtual thread a request, one shape for all errors, and limits for what a client may take. */
public final class ApiServer implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(ApiServer.class);

    /** Who answers is interrupted, so this is only as long as a question to the database takes. */
    private static final Duration STOP = Duration.ofSeconds(5);

    private final Codec codec = new Codec();
    private final Access access;
    private final Limits limits;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ApiMeters meters;
    private final Deadlines deadlines = new Deadlines();
    private final Map<Route.Load, Semaphore> places;
    private final Budget budget;
    private volatile Routes routes = Routes.NONE;

    /**
     * Listens, and answers 503 until it is opened.
     *
     * @param registry that it counts in
     */
    public ApiServer(ApiSettings settings, MeterRegistry registry) {
        this(settings, registry, Limits.together(Runtime.getRuntime().maxMemory()));
    }

    /** @param together most bytes that all replies hold at once which are no streams */
    ApiServer(ApiSettings settings, MeterRegistry registry, long together) {
        budget = new Budget(together);
        meters = new ApiMeters(registry);
        access = settings.access();
        limits = settings.limits();
        places = Map.of(Route.Load.PROBE, new Semaphore(Integer.MAX_VALUE), Route.Load.REQUEST, new Semaphore(limits.requests()),
                Route.Load.STREAM, new Semaphore(limits.streams()));
        try {
            server = HttpServers.listen(new InetSocketAddress(InetAddress.getAllByName(settings.host())[0], settings.port()), 128);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen at " + settings.host() + ":" + settings.port() + ": " + e.getMessage(), e);
        }
        server.setExecutor(exchange -> threads.execute(() -> run(exchange)));
        server.createContext("/", this::handle);
        server.start();
    }

    /** The port that it listens at. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Begins to answer. */
    public void open(Api api) {
        routes = new Routes(api.routes());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(STOP.toSeconds(), TimeUnit.SECONDS)) {
                LOGGER.warn("some requests are still being answered");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        deadlines.close();
    }

    /** Receives a request, and answers it. */
    private void run(Runnable exchange) {
        deadlines.set(limits.receive());
        try {
            exchange.run();
        } finally {
            deadlines.clear();
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        long begin = System.nanoTime();
        String route = ApiMeters.NONE;
        try {
            Routes.Match match = find(exchange);
            route = match.route().path();
            access.check(match.route().role(), exchange.getRequestHeaders().getFirst("Authorization"));
            Semaphore place = Objects.requireNonNull(places.get(match.route().load()));
            if (!place.tryAcquire()) {
                throw ApiError.busy();
            }
            try (var quota = new Quota(limits.query(), Limits.REPLY, budget)) { // what it holds, it holds until the reply is sent
                send(exchange, answer(exchange, match, quota));
            } finally {
                place.release();
            }
        } catch (ApiError e) {
            send(exchange, e.reply());
        } finally {
            meters.answered(route, exchange.getResponseCode(), System.nanoTime() - begin);
        }
    }

    /** What is asked for. */
    private Routes.Match find(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        if (exchange.getRequestURI().toString().length() > Limits.ADDRESS) {
            throw ApiError.addressTooLong(Limits.ADDRESS);
        }
        if (headers.values().stream().mapToInt(List::size).sum() > Limits.HEADERS) {
            throw ApiError.tooManyHeaders(Limits.HEADERS);
        }
        if (routes.all().isEmpty()) {
            throw ApiError.unavailable("the sink is starting");
        }
        return routes.find(exchange.getRequestMethod(), exchange.getRequestURI().getRawPath());
    }

    private Reply answer(HttpExchange exchange, Routes.Match match, Quota quota) throws IOException {
        URI address = exchange.getRequestURI();
        byte[] body = exchange.getRequestBody().readNBytes(Limits.BODY + 1);
        deadlines.clear();
        if (body.length > Limits.BODY) {
            throw ApiError.tooLarge(Limits.BODY);
        }
        try {
            var request = Request.of(match.path(), address.getRawQuery(), exchange.getRequestHeaders(), text(body));
            return match.route().load() == Route.Load.REQUEST
                    ? quota.within(() -> match.route().answer().to(request))
                    : match.route().answer().to(request);
        } catch (BudgetSpent e) {
            throw ApiError.noRoom(String.valueOf(e.getMessage()));
        } catch (QuotaExceeded e) {
            throw ApiError.tooMuch(String.valueOf(e.getMessage()));
        } catch (InvalidField e) {
            throw ApiError.invalid(e.field(), e.problem());
        } catch (StoreException | PublishFailed e) {
            LOGGER.warn("cannot answer {}", address.getRawPath(), e);
            throw ApiError.unavailable(String.valueOf(e.getMessage()));
        } catch (ApiError e) {
            throw e;
        } catch (RuntimeException e) {
            LOGGER.error("cannot answer {}", address.getRawPath(), e);
            throw ApiError.internal();
        }
    }

    private static String text(byte[] body) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        } catch (CharacterCodingException e) {
            throw ApiError.invalid("", "the body is not UTF-8");
        }
    }

    /** If this throws, the server closes the connection, so that the client does not take a part for the whole. */
    private void send(HttpExchange exchange, Reply reply) throws IOException {
        switch (reply) {
            case Reply.Json(int status, Object value, Map<String, String> headers) -> {
                headers.forEach(exchange.getResponseHeaders()::set);
                send(exchange, status, "application/json", codec.encode(value));
            }
            case Reply.Text(int status, String type, String text) -> send(exchange, status, type, text.getBytes(StandardCharsets.UTF_8));
            case Reply.Stream(String type, Map<String, String> headers, Consumer<Output> content) -> {
                headers.forEach(exchange.getResponseHeaders()::set);
                begin(exchange, 200, type, 0);
                try {
                    content.accept(output(exchange));
                } catch (UncheckedIOException e) {
                    throw e.getCause(); // the client has gone, or does not take it
                } catch (StoreException e) {
                    LOGGER.warn("cannot go on with {}", exchange.getRequestURI().getRawPath(), e);
                    throw new IOException("broke off", e);
                } catch (RuntimeException e) {
                    LOGGER.error("cannot go on with {}", exchange.getRequestURI().getRawPath(), e);
                    throw new IOException("broke off", e);
                }
            }
        }
        deadlines.set(limits.send());
        exchange.close();
    }

    private void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        begin(exchange, status, type, body.length == 0 ? -1 : body.length);
        try {
            output(exchange).write(body);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void begin(HttpExchange exchange, int status, String type, long length) throws IOException {
        exchange.getResponseHeaders().set("content-type", type);
        deadlines.set(limits.send());
        exchange.sendResponseHeaders(status, exchange.getRequestMethod().equals("HEAD") ? -1 : length);
        deadlines.clear();
    }

    private Output output(HttpExchange exchange) {
        return new Output(codec, exchange.getResponseBody(), deadlines, limits.send());
    }
}
