package dev.planline.sink.api;

import dev.planline.model.ReplayPriority;
import dev.planline.sink.Trajectories;
import dev.planline.sink.replay.ReplayBuffer;
import dev.planline.sink.replay.ReplayTables;
import dev.planline.sink.store.Store;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** An API over a store of its own, and a client that asks it; every reply has to be as the document of the API says. */
final class TestApi implements AutoCloseable {

    final AtomicBoolean ready = new AtomicBoolean(true);
    final List<ReplayPriority> published = new ArrayList<>();
    final MeterRegistry registry = new SimpleMeterRegistry();
    final Store store;
    final Api api;
    private final ApiServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    /** What replies have shown of the document. */
    final Set<String> shown = new TreeSet<>();

    TestApi(Path directory, Access access) {
        this(directory, access, Limits.DEFAULT);
    }

    TestApi(Path directory, Access access, Limits limits) {
        this(directory, access, limits, /* capPerAgent= */ 0, ReplayTables.DEFAULT);
        open();
    }

    /** One that is starting until it is opened. */
    TestApi(Path directory, Access access, Limits limits, int capPerAgent, ReplayTables tables) {
        this(directory, access, limits, Limits.together(Runtime.getRuntime().maxMemory()), capPerAgent, tables);
    }

    /** One whose replies hold so many bytes together. */
    TestApi(Path directory, Access access, Limits limits, long together, int capPerAgent, ReplayTables tables) {
        store = Store.open(directory, capPerAgent);
        server = new ApiServer(new ApiSettings("127.0.0.1", 0, access, limits), registry, together);
        api = new Api(store, new ReplayBuffer(store, tables),
                published::addAll, ready::get, () -> "meters 1\n", new SplittableRandom(1), 1 << 20, /* redact= */ true);
    }

    TestApi open() {
        server.open(api);
        return this;
    }

    int port() {
        return server.port();
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(path, "", request(path, headers).GET());
    }

    HttpResponse<String> post(String path, String body, String... headers) {
        return send(path, body, request(path, headers).POST(BodyPublishers.ofString(body)));
    }

    /** The data of so many events. */
    List<String> events(String path, int count) {
        try {
            HttpResponse<Stream<String>> response = client.send(request(path).GET().build(), BodyHandlers.ofLines());
            try (Stream<String> lines = response.body()) {
                List<String> data = lines.filter(line -> line.startsWith("data: ")).map(line -> line.substring(6)).limit(count).toList();
                check(path, "", response, data);
                return data;
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<String> send(String path, String body, HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            boolean lines = response.headers().firstValue("Content-Type").orElse("").equals("application/x-ndjson");
            check(path, body, response, lines ? response.body().lines().toList() : List.of(response.body()));
            return response;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void check(String path, String body, HttpResponse<?> response, List<String> values) {
        shown.addAll(
                OpenApi.DOCUMENT.check(response.request().method(), path, body, response.statusCode(), response.headers().map(), values));
    }

    @Override
    public void close() {
        server.close();
        store.close();
    }

    /** Folds trajectories {@code partition-offset} one offset after another, on a thread of its own. */
    Thread fold(int partitions, int each) {
        return Thread.ofVirtual().start(() -> {
            for (int i = 0; i < each; i++) {
                long offset = i;
                store.fold(IntStream.range(0, partitions)
                        .mapToObj(partition -> Trajectories.entry(partition, offset,
                                Trajectories.successful(partition + "-" + offset, 0.5).build()))
                        .toList());
            }
        });
    }
}
