package dev.planline.planner.llm.endpoint;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server of this process that speaks as much of OpenAI's protocol as a planner needs, well or badly. */
public final class StubModel implements AutoCloseable {

    public static final String KEY = "sk-not-for-anybody";

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final CopyOnWriteArrayList<JsonNode> requests = new CopyOnWriteArrayList<>();
    private final CopyOnWriteArrayList<String> authorizations = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    /** What it does with a request. */
    @FunctionalInterface
    public interface Reaction {

        void to(HttpExchange exchange) throws IOException;
    }

    /** With a reaction to each request, by its number from 0. */
    public StubModel(IntFunction<Reaction> reactions) {
        server = serve(threads, exchange -> {
            int number;
            synchronized (requests) {
                number = requests.size();
                authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
                requests.add(MAPPER.readTree(exchange.getRequestBody().readAllBytes()));
            }
            reactions.apply(number).to(exchange);
        });
    }

    /** A server at whose address for chats this answers; whoever starts it stops it. */
    public static HttpServer serve(Executor threads, HttpHandler answer) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(threads);
            server.createContext("/v1/chat/completions", answer);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With these reactions, the last of them to all further requests. */
    public static StubModel of(Reaction... reactions) {
        return new StubModel(number -> reactions[Math.min(number, reactions.length - 1)]);
    }

    /** The model says this, for 100 tokens in and 20 out. */
    public static Reaction says(String content) {
        return says(content, "stop");
    }

    /** The model says this and ends for this reason. */
    public static Reaction says(String content, String finishReason) {
        return raw(completion(content, finishReason));
    }

    /** What an endpoint sends when its model says this and ends for this reason. */
    public static String completion(String content, String finishReason) {
        return MAPPER.writeValueAsString(Map.of("id", "c", "object", "chat.completion", "created", 1, "model", "m",
                "choices", List.of(Map.of("index", 0, "finish_reason", finishReason, "message",
                        Map.of("role", "assistant", "content", content))),
                "usage", Map.of("prompt_tokens", 100, "completion_tokens", 20, "total_tokens", 120)));
    }

    /** A reply of status 200 with this body. */
    public static Reaction raw(String body) {
        return exchange -> send(exchange, 200, body);
    }

    /** A failure whose body holds what was sent as the key. */
    public static Reaction status(int status) {
        return exchange -> send(exchange, status, "{\"error\": {\"message\": \"wrong key " + KEY + "\"}}");
    }

    /** A failure that asks to come again after so many seconds. */
    public static Reaction status(int status, String retryAfter) {
        return exchange -> {
            exchange.getResponseHeaders().set("Retry-After", retryAfter);
            send(exchange, status, "{}");
        };
    }

    /** Never answers. */
    public Reaction hangs() {
        return exchange -> awaitEnd();
    }

    /** Answers with headers and a first byte, and no more. */
    public Reaction trickles() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            awaitEnd();
        };
    }

    private void awaitEnd() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }

    /** Settings that lead to it: one attempt, ten calls, no limit of rate, one dollar in and ten out. */
    public EndpointSettings settings(Duration deadline) {
        return settings(deadline, 1, 10, 0);
    }

    /** Settings that lead to it. */
    public EndpointSettings settings(Duration deadline, int attempts, int maxCalls, double perSecond) {
        return new EndpointSettings("http://127.0.0.1:" + server.getAddress().getPort() + "/v1", "m", KEY, 0.3, deadline, attempts,
                maxCalls,
                perSecond, new EndpointSettings.Prices(1, 10));
    }

    /** The bodies of all requests so far. */
    public List<JsonNode> requests() {
        return List.copyOf(requests);
    }

    /** The header of that name of all requests so far. */
    public List<String> authorizations() {
        return List.copyOf(authorizations);
    }

    /** The data in a request: the user's message, as the JSON that it is. */
    public JsonNode data(int request) {
        return MAPPER.readTree(requests.get(request).at("/messages/1/content").stringValue());
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
