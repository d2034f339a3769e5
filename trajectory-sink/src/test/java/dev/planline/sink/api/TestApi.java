package dev.planline.sink.api;

import dev.planline.model.ReplayPriority;
import dev.planline.sink.replay.ReplayBuffer;
import dev.planline.sink.replay.ReplayTables;
import dev.planline.sink.store.Store;
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
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/** An API over a store of its own, and a client that asks it. */
final class TestApi implements AutoCloseable {

    final AtomicBoolean ready = new AtomicBoolean(true);
    final List<ReplayPriority> published = new ArrayList<>();
    final Store store;
    final Api api;
    private final ApiServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    TestApi(Path directory, Access access) {
        this(directory, access, Limits.DEFAULT);
    }

    TestApi(Path directory, Access access, Limits limits) {
        store = Store.open(directory, 0);
        server = new ApiServer(new ApiSettings("127.0.0.1", 0, access, limits));
        api = new Api(store, new ReplayBuffer(store, ReplayTables.DEFAULT),
                published::addAll, ready::get, () -> "meters 1\n", new SplittableRandom(1), 1 << 20, /* redact= */ true);
        server.open(api);
    }

    int port() {
        return server.port();
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    HttpResponse<String> post(String path, String body, String... headers) {
        return send(request(path, headers).POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.close();
        store.close();
    }
}
