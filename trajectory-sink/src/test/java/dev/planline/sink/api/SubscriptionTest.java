package dev.planline.sink.api;

import static dev.planline.sink.Trajectories.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planline.client.api.Filter;
import dev.planline.client.api.NewTrajectory;
import dev.planline.client.api.Patience;
import dev.planline.client.api.SinkClient;
import dev.planline.client.api.SinkRefused;
import dev.planline.client.api.Subscription;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that follows the trajectories, over connections that break. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SubscriptionTest {

    @TempDir
    Path directory;

    private TestApi api;

    @BeforeEach
    void open() {
        api = new TestApi(directory, Access.OPEN);
    }

    @AfterEach
    void close() {
        api.close();
    }

    /** Connections are cut after any byte, while trajectories are folded. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void losesAndDoublesNothing(long seed) throws Exception {
        int partitions = 3;
        int each = 100;
        var random = new SplittableRandom(seed);
        Thread folding = api.fold(partitions, each);
        var seen = new HashMap<String, List<String>>();
        String last = "";
        try (var relay = new Relay(api.port(), () -> random.nextLong(2_000, 40_000));
                var client = new SinkClient(relay.address());
                var subscription = client.subscribe(Filter.ALL, Subscription.START)) {
            for (int i = 0; i < partitions * each; i++) {
                NewTrajectory next = subscription.next();
                String id = next.trajectory().trajectoryId();
                seen.computeIfAbsent(id.split("-")[0], _ -> new ArrayList<>()).add(id);
                assertThat(subscription.position()).isEqualTo(next.position());
                last = next.position();
            }
            assertThat(relay.requests("GET /v1/trajectories/stream")).isGreaterThan(3);
        }
        folding.join();
        assertThat(last).isEqualTo("0:100,1:100,2:100");
        for (int partition = 0; partition < partitions; partition++) {
            String prefix = partition + "-";
            assertThat(seen.get(String.valueOf(partition))).as("seed %d, partition %d", seed, partition)
                    .containsExactlyElementsOf(IntStream.range(0, each).mapToObj(i -> prefix + i).toList());
        }
    }

    @Test
    void beginsWithWhatComesAfterItIsThere() throws Exception {
        api.store.fold(List.of(entry(0, "old", 0.5)));
        try (var client = new SinkClient(address()); var subscription = client.subscribe(Filter.ALL.minScore(0.4))) {
            assertThat(subscription.position()).isEqualTo("0:1");
            api.store.fold(List.of(entry(1, "low", 0.3), entry(2, "high", 0.5)));
            NewTrajectory next = subscription.next();
            assertThat(next.position()).isEqualTo("0:3");
            assertThat(next.trajectory().trajectoryId()).isEqualTo("high");
            assertThat(subscription.poll(Duration.ZERO)).isEmpty();
        }
    }

    @Test
    void goesOnInAnotherProcess() throws Exception {
        api.store.fold(List.of(entry(0, "j-0", 0.5), entry(1, "j-1", 0.5), entry(2, "j-2", 0.5)));
        try (var client = new SinkClient(address())) {
            String position;
            try (var first = client.subscribe(Filter.ALL, Subscription.START)) {
                assertThat(first.next().trajectory().trajectoryId()).isEqualTo("j-0");
                position = first.position(); // however far it has read ahead
            }
            try (var second = client.subscribe(Filter.ALL, position)) {
                assertThat(second.next().trajectory().trajectoryId()).isEqualTo("j-1");
            }
        }
    }

    /** The connection stays, but nothing comes any more, as behind a router that has forgotten it. */
    @Test
    void leavesAConnectionThatIsDeadWithoutASign() throws Exception {
        var patience = new Patience(Duration.ofSeconds(5), Duration.ofSeconds(5), 0, Duration.ofMillis(200));
        try (var dead = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var client = new SinkClient(URI.create("http://127.0.0.1:" + dead.getLocalPort()), null, patience)) {
            var subscribing = CompletableFuture.supplyAsync(() -> client.subscribe(Filter.ALL));
            try (Socket first = dead.accept()) {
                read(first);
                first.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n: here\nid: 0:7\n\nid: 0:8\n"
                        .getBytes(StandardCharsets.UTF_8));
                try (var subscription = subscribing.get(30, TimeUnit.SECONDS); Socket second = dead.accept()) {
                    assertThat(read(second)).contains("Last-Event-ID: 0:7\r\n");
                    assertThat(subscription.position()).isEqualTo("0:7");
                }
            }
        }
    }

    @Test
    void whatTheSinkRefusesEndsIt() throws Exception {
        try (var client = new SinkClient(address())) {
            assertThatThrownBy(() -> client.subscribe(Filter.ALL, "17")).isInstanceOfSatisfying(SinkRefused.class,
                    refused -> assertThat(refused.field()).isEqualTo("Last-Event-ID"));
            var subscription = client.subscribe(Filter.ALL);
            var waiting = CompletableFuture.supplyAsync(() -> {
                try {
                    return subscription.next();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
            subscription.close();
            assertThatThrownBy(() -> waiting.get(30, TimeUnit.SECONDS)).hasRootCauseMessage("the subscription is closed");
            assertThatThrownBy(subscription::next).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void endsWithItsClient() {
        var client = new SinkClient(address());
        try (var subscription = client.subscribe(Filter.ALL)) {
            client.close();
            assertThatThrownBy(subscription::next).isInstanceOf(IllegalStateException.class).hasMessage("the client is closed");
        }
    }

    private static String read(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        var text = new StringBuilder();
        while (!text.toString().endsWith("\r\n\r\n")) {
            text.append((char) in.read());
        }
        return text.toString();
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + api.port());
    }
}
