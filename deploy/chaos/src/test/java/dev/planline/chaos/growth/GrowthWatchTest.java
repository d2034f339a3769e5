package dev.planline.chaos.growth;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real server whose heap is larger each time that it is asked. */
class GrowthWatchTest {

    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/metrics", exchange -> {
            byte[] line = ("jvm_memory_used_bytes{area=\"heap\",id=\"Eden\"} " + asked.incrementAndGet() + "\n")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, line.length);
            exchange.getResponseBody().write(line);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void asksOnlyAfterSomethingWasDone() throws InterruptedException {
        var looks = new CountDownLatch(9);
        var done = new AtomicInteger();
        try (var watch = new GrowthWatch(Map.of("planner-1", metrics()), () -> {
            looks.countDown();
            return looks.getCount() >= 5 ? done.incrementAndGet() : done.get(); // the first look and three more
        }, Duration.ofMillis(1))) {
            looks.await();
            assertThat(watch.finish()).containsExactly(new Curve("planner-1", Measure.HEAP, 3, List.of(1.0, 2.0, 3.0)));
        }
        assertThat(asked).hasValue(3);
    }

    private URI metrics() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/metrics");
    }
}
