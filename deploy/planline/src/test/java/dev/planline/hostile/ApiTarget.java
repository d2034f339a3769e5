package dev.planline.hostile;

import dev.planline.sink.api.Api;
import dev.planline.sink.api.ApiServer;
import dev.planline.sink.api.ApiSettings;
import dev.planline.sink.replay.ReplayBuffer;
import dev.planline.sink.replay.ReplayTables;
import dev.planline.sink.store.Store;
import dev.planline.testkit.hostile.Target;
import dev.planline.testkit.hostile.Target.Input;
import dev.planline.testkit.hostile.Target.Result;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** The API of a sink, over a socket, as a target of hostile input. */
final class ApiTarget implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;

    private static final List<String> REQUESTS = List.of(
            "GET /v1/trajectories?agent=a&minScore=0.5&since=2026-12-01T00:00:00Z&text=x&limit=3",
            "GET /v1/trajectories/stats?operator=revision&outcome=success&parent=j",
            "GET /v1/trajectories/parents?rule=dgm&alpha=1.5&n=2&distinct=true&seed=7",
            "GET /v1/trajectories/j-1/lineage", "GET /v1/tasks/t-1", "GET /v1/tasks?limit=5&cursor=MHww",
            "GET /v1/digest/rows?part=agents");

    private final Store store;
    private final ApiServer server;

    ApiTarget(Path directory) {
        store = Store.open(directory.resolve("store"), /* capPerAgent= */ 0);
        server = new ApiServer(ApiSettings.open(0), new SimpleMeterRegistry());
        server.open(new Api(store, new ReplayBuffer(store, ReplayTables.DEFAULT), priorities -> {}, () -> true, () -> "meters 1\n",
                new SplittableRandom(1), 1 << 20, /* redact= */ true));
    }

    Target target() {
        Stream<Input> plain = REQUESTS.stream().map(request -> Input.of(request + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"));
        return new Target("api", 8, Stream.concat(plain, Stream.of(
                post("uniform/sample", "{\"n\":3,\"seed\":7,\"offsets\":{\"0\":1}}"),
                post("uniform/priorities", "{\"priorities\":[{\"trajectoryId\":\"j\",\"priority\":2.5}]}"))).toList(), this::ask);
    }

    /** A body whose length is its own: mutations of it are read up to that, or fewer. */
    private static Input post(String path, String body) {
        return Input
                .of("POST /v1/replay/" + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n\r\n"
                        + body);
    }

    private Result ask(Input request) {
        String reply = reply(request);
        if (reply.isEmpty()) {
            return Result.REFUSED; // what is no request is not answered
        }
        String status = reply.lines().findFirst().orElse("");
        if (!status.matches("HTTP/1.1 (200|202|400|401|404|405|411|413|414|429|431|501|503) .*")) {
            throw new AssertionError(status);
        }
        String[] parts = reply.split("\r\n\r\n", 2);
        if (parts[0].toLowerCase(Locale.ROOT).contains("content-type: application/json")) {
            JsonMapper.shared().readTree(parts[1].split("HTTP/1.1 ", 2)[0]); // a request may hold another
        }
        return status.startsWith("HTTP/1.1 2") ? Result.ACCEPTED : Result.REFUSED;
    }

    private String reply(Input request) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.bytes());
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketException e) {
            return ""; // closed with bytes under way
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
        store.close();
    }
}
