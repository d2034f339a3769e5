package dev.planline.benchmarks.sink;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The sink as its clients see it. Thread-safe. */
final class SinkApi implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final JsonMapper JSON = new JsonMapper();

    private final String base;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

    SinkApi(int port) {
        base = "http://127.0.0.1:" + port;
    }

    String address() {
        return base;
    }

    /** Whether it answers, and says that it is ready. */
    boolean ready() {
        try {
            return send("/readyz").statusCode() == 200;
        } catch (IOException e) {
            return false; // it does not listen yet
        }
    }

    /** What is at a path of {@code /v1}. */
    JsonNode get(String path) {
        try {
            HttpResponse<byte[]> response = send("/v1/" + path);
            if (response.statusCode() != 200) {
                throw new IllegalStateException(path + " answers " + response.statusCode());
            }
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new IllegalStateException(path + " fails", e);
        }
    }

    /** The next offset of the trajectories by partition, as of which the API answers: a question that has nothing else to look at. */
    Map<Integer, Long> offsets() {
        var offsets = new TreeMap<Integer, Long>();
        get("trajectories/diverse?agent=nobody&limit=1").path("offsets").properties()
                .forEach(offset -> offsets.put(Integer.valueOf(offset.getKey()), offset.getValue().asLong()));
        return offsets;
    }

    /** How many records of the trajectories it has taken up. */
    long folded() {
        return offsets().values().stream().mapToLong(Long::longValue).sum();
    }

    private HttpResponse<byte[]> send(String path) throws IOException {
        try {
            return http.send(HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE).build(), BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
