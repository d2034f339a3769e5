package dev.planline.sink.api;

import static dev.planline.sink.Trajectories.entry;
import static dev.planline.sink.Trajectories.successful;
import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.sink.pool.FeedPosition;
import dev.planline.sink.pool.TrajectoryFeed;
import dev.planline.sink.pool.TrajectoryFilter;
import dev.planline.sink.store.Store;
import dev.planline.wire.Codec;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class EventStreamTest {

    private static final Duration NEVER = Duration.ofDays(1);

    @TempDir
    Path directory;

    private final HttpClient client = HttpClient.newHttpClient();
    private TestApi api;

    @BeforeEach
    void open() {
        api = new TestApi(directory, Access.OPEN);
    }

    @AfterEach
    void close() {
        client.shutdownNow();
        api.close();
    }

    /** A client takes some events, goes, and comes back with the id of the last, while others are folded. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void resumesExactly(long seed) throws Exception {
        int partitions = 3;
        int each = 100;
        var random = new SplittableRandom(seed);
        Thread folding = api.fold(partitions, each);
        var seen = new HashMap<String, List<String>>();
        int missing = partitions * each;
        String last = null;
        while (missing > 0) {
            try (Events events = listen("?from=start", last)) {
                for (int wanted = Math.min(missing, 1 + random.nextInt(40)); wanted > 0; wanted--, missing--) {
                    Event event = events.next();
                    last = event.id();
                    seen.computeIfAbsent(event.trajectoryId().split("-")[0], _ -> new ArrayList<>()).add(event.trajectoryId());
                }
            }
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
    void beginsWithWhatIsNewAndSaysFromWhere() throws Exception {
        api.store.fold(List.of(entry(0, 0, successful("old", 0.5).build())));
        try (Events events = listen("", null)) {
            assertThat(events.block()).containsExactly(": here", "id: 0:1");
            api.store.fold(List.of(entry(0, 1, successful("new", 0.5).build())));
            assertThat(events.block()).containsExactly("id: 0:2", "event: trajectory",
                    "data: " + new String(new Codec().encode(successful("new", 0.5).build()), StandardCharsets.UTF_8));
        }
    }

    @Test
    void sendsWhatTheFilterSelects() throws Exception {
        api.store.fold(List.of(entry(0, 0, successful("low", 0.2).build()), entry(0, 1, successful("high", 0.8).build())));
        try (Events events = listen("?from=start&minScore=0.5", null)) {
            assertThat(events.block()).containsExactly(": here", "id: start");
            assertThat(events.next().trajectoryId()).isEqualTo("high");
        }
    }

    @Test
    void seesWhatAnotherReplicaFolds() throws Exception {
        try (Store other = Store.open(directory, 0); Events events = listen("", null)) {
            assertThat(events.block()).containsExactly(": here", "id: start");
            other.fold(List.of(entry(0, 0, successful("theirs", 0.5).build())));
            assertThat(events.next().trajectoryId()).isEqualTo("theirs");
        }
    }

    @Test
    void aFoldOfThisProcessWakesIt() throws Exception {
        try (Events events = direct(NEVER, NEVER)) {
            assertThat(events.block()).containsExactly(": here", "id: start");
            for (int i = 0; i < 20; i++) {
                api.store.fold(List.of(entry(0, i, successful("j-" + i, 0.5).build())));
                assertThat(events.next()).isEqualTo(new Event("0:" + (i + 1), "j-" + i));
            }
        }
    }

    @Test
    void aHeartbeatSaysHowFarItIs() throws Exception {
        try (Events events = direct(NEVER, Duration.ofMillis(1))) {
            assertThat(events.block()).containsExactly(": here", "id: start");
            assertThat(events.block()).containsExactly(": here", "id: start");
        }
    }

    @Test
    void refusesWhatIsNoPosition() {
        assertThat(api.get("/v1/trajectories/stream", "Last-Event-ID", "17").body()).contains("\"field\":\"Last-Event-ID\"")
                .contains("must be an id that the stream gave, such as 0:25,3:7 or start");
        assertThat(api.get("/v1/trajectories/stream?from=then").body()).contains("\"field\":\"from\"", "use one of start, now");
    }

    private Events listen(String query, @Nullable String last) throws Exception {
        HttpRequest.Builder request = HttpRequest
                .newBuilder(URI.create("http://127.0.0.1:" + api.port() + "/v1/trajectories/stream" + query));
        var response = client.send(last == null ? request.build() : request.header("Last-Event-ID", last).build(),
                BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        return new Events(new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8)), () -> {
        });
    }

    /** Without HTTP, and with other times. */
    private Events direct(Duration poll, Duration heartbeat) throws IOException {
        var in = new PipedInputStream();
        var out = new PipedOutputStream(in);
        var deadlines = new Deadlines();
        var stream = new EventStream(new TrajectoryFeed(api.store), api.store.folds(), poll, heartbeat);
        Thread sending = Thread.ofVirtual().start(() -> {
            try {
                stream.send(FeedPosition.START, TrajectoryFilter.ALL, new Output(new Codec(), out, deadlines, NEVER));
            } catch (UncheckedIOException e) {
                // the test has closed the pipe
            }
        });
        return new Events(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)), () -> {
            sending.interrupt();
            deadlines.close();
        });
    }

    private record Event(String id, String trajectoryId) {}

    private record Events(BufferedReader lines, Closeable more) implements AutoCloseable {

        /** The lines of the next block. */
        List<String> block() throws IOException {
            var block = new ArrayList<String>();
            for (String line = lines.readLine(); !line.isEmpty(); line = lines.readLine()) {
                block.add(line);
            }
            return block;
        }

        /** The next block with data. */
        Event next() throws IOException {
            List<String> block = block();
            while (block.size() < 3 || !block.get(2).startsWith("data: ")) {
                block = block();
            }
            String json = block.get(2);
            return new Event(block.get(0).substring(4), json.split("\"", 5)[3]);
        }

        @Override
        public void close() throws IOException {
            lines.close();
            more.close();
        }
    }
}
