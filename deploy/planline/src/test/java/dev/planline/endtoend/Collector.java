package dev.planline.endtoend;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A collector of traces that speaks OTLP over HTTP, in this process. */
final class Collector implements AutoCloseable {

    /** How it answers. */
    enum Mood {
        /** Takes all. */
        WELL,
        /** Is not there. */
        DOWN,
        /** Answers 503. */
        BUSY,
        /** Takes requests and does not answer. */
        HANGS
    }

    private final Mood mood;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<SpanSeen> spans = new CopyOnWriteArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();

    Collector(Mood mood) {
        this.mood = mood;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
        if (mood == Mood.DOWN) {
            server.stop(0);
        }
    }

    /** Its address, as people would set it. */
    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** All spans so far. */
    List<SpanSeen> spans() {
        return List.copyOf(spans);
    }

    /** Requests so far. */
    int requests() {
        return requests.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.incrementAndGet();
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (!exchange.getRequestURI().getPath().equals("/v1/traces") || !exchange.getRequestMethod().equals("POST")
                    || !"application/x-protobuf".equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            switch (mood) {
                case WELL -> take(exchange, ExportTraceServiceRequest.parseFrom(body));
                case BUSY, DOWN -> exchange.sendResponseHeaders(503, -1);
                case HANGS -> end.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(HttpExchange exchange, ExportTraceServiceRequest request) throws IOException {
        request.getResourceSpansList().forEach(resource -> resource.getScopeSpansList().forEach(scope -> scope.getSpansList()
                .forEach(span -> spans.add(SpanSeen.of(resource.getResource(), scope.getScope().getName(), span)))));
        byte[] reply = ExportTraceServiceResponse.getDefaultInstance().toByteArray();
        exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
        exchange.sendResponseHeaders(200, reply.length == 0 ? -1 : reply.length);
        exchange.getResponseBody().write(reply);
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        threads.close();
    }
}
