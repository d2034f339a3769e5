package dev.planline.hostile;

import dev.planline.model.Trajectory;
import dev.planline.sink.api.Api;
import dev.planline.sink.api.ApiServer;
import dev.planline.sink.api.ApiSettings;
import dev.planline.sink.replay.ReplayBuffer;
import dev.planline.sink.replay.ReplayTables;
import dev.planline.sink.store.LogEntry;
import dev.planline.sink.store.Store;
import dev.planline.testkit.hostile.Refusals;
import dev.planline.testkit.hostile.Target;
import dev.planline.testkit.hostile.Target.Input;
import dev.planline.testkit.hostile.Target.Result;
import dev.planline.wire.Topic;
import dev.planline.wire.WireTargets;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The API of a sink that holds something, over a socket, as targets of hostile input. */
final class ApiTarget implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 20_000;
    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    /** Their ids, agents and times are those of the examples on the wire. */
    private static final List<String> ADDRESSES = List.of(
            "/v1/trajectories?agent=builder_agent&minScore=0.5&since=2026-11-01T00:00:00Z&text=build&limit=1",
            "/v1/trajectories?task=t-42&maxGeneration=9&until=2026-12-01T00:00:00Z&cursor=OTk5OTk5OTk5OTk5OXww",
            "/v1/trajectories/stats?operator=revision&outcome=success&parent=j-5",
            "/v1/trajectories/best?maxScore=1&limit=2",
            "/v1/trajectories/parents?rule=dgm&n=2&distinct=true&seed=7",
            "/v1/trajectories/parents?rule=powerLaw&alpha=1.5&n=3&minGeneration=1",
            "/v1/trajectories/diverse?limit=2&agent=builder_agent",
            "/v1/trajectories/pairs?limit=1",
            "/v1/trajectories/export?format=jsonl&text=build",
            "/v1/trajectories/export?format=atif&agent=builder_agent",
            "/v1/trajectories/failures?limit=3",
            "/v1/trajectories/insights?limit=3",
            "/v1/trajectories/j-7", "/v1/trajectories/j-7/lineage",
            "/v1/tasks/t-42", "/v1/tasks?limit=5&cursor=OTk5OTk5OTk5OTk5OXww",
            "/v1/agents", "/v1/rules", "/v1/replay/tables", "/v1/digest", "/v1/digest/rows?part=agents");

    private static final String UNIFORM = "/v1/replay/uniform/sample";
    private static final String PRIORITIZED = "/v1/replay/prioritized/sample";
    private static final String PRIORITIES = "/v1/replay/prioritized/priorities";
    private static final Input SAMPLE = Input.of("{\"n\":3,\"seed\":7,\"offsets\":{\"trajectories/0\":2,\"priorities/0\":1}}");
    private static final Input PRIORITY = Input.of("{\"priorities\":[{\"trajectoryId\":\"j-7\",\"priority\":2.5}]}");

    private final Store store;
    private final ApiServer server;

    ApiTarget(Path directory) {
        store = Store.open(directory.resolve("store"), /* capPerAgent= */ 0);
        store.fold(entries());
        server = new ApiServer(ApiSettings.open(0), new SimpleMeterRegistry());
        server.open(new Api(store, new ReplayBuffer(store, ReplayTables.DEFAULT), priorities -> {}, () -> true, () -> "meters 1\n",
                new SplittableRandom(1), 1 << 20, /* redact= */ true));
    }

    /** The example of every topic, and more trajectories: others that succeeded, and failures that share a reason. */
    private static List<LogEntry> entries() {
        var entries = new ArrayList<LogEntry>();
        for (Topic topic : Topic.values()) {
            entries.add(LogEntry.of(topic.shortName(), 0, 0, START.plusSeconds(entries.size()), WireTargets.value(topic)));
        }
        for (int i = 1; i <= 4; i++) {
            ObjectNode json = (ObjectNode) JsonMapper.shared().readTree(WireTargets.example(Topic.TRAJECTORIES).bytes());
            json.put("trajectoryId", "j-7-" + i).put("outcome", i % 2 == 0 ? "failure" : "success").put("reasoningPattern", "pattern " + i);
            json.putArray("parents").add("j-7");
            json.putArray("toolsUsed").add("tool " + i);
            entries.add(LogEntry.of("trajectories", 0, i, START.plusSeconds(entries.size()),
                    WireTargets.value(Trajectory.class, Input.of(json.toString()))));
        }
        entries.add(new LogEntry("tasks.dlq", 0, 0, START, "t-42", null, null, Map.of("kind", "malformed", "field", "gaol")));
        return entries;
    }

    /** What it holds. */
    Store store() {
        return store;
    }

    List<Target> all() {
        Stream<Input> posts = Stream.of(HttpMessage.post(UNIFORM, SAMPLE.bytes()), HttpMessage.post(PRIORITIZED, SAMPLE.bytes()),
                HttpMessage.post(PRIORITIES, PRIORITY.bytes()));
        List<Input> requests = Stream.concat(ADDRESSES.stream().map(HttpMessage::get), posts).toList();
        requests.forEach(this::requireAnswer);
        return List.of(new Target("api", 12, requests, this::ask),
                new Target("api sample", 4, List.of(SAMPLE), body -> either(post(UNIFORM, body), post(PRIORITIZED, body))),
                new Target("api priorities", 2, List.of(PRIORITY), body -> post(PRIORITIES, body)));
    }

    /** An example that is refused would show nothing. */
    private void requireAnswer(Input example) {
        String reply = reply(example);
        if (!reply.startsWith("HTTP/1.1 200 ") && !reply.startsWith("HTTP/1.1 202 ")) {
            throw new AssertionError("an example is refused: " + example.text() + "\n" + reply);
        }
    }

    /** A body of the length that is told. */
    private Result post(String address, Input body) {
        return ask(HttpMessage.post(address, body.bytes()));
    }

    private static Result either(Result one, Result other) {
        return one == Result.ACCEPTED ? one : other;
    }

    private Result ask(Input request) {
        String reply = reply(request);
        if (reply.isEmpty()) {
            if (HttpMessage.isWhole(request)) {
                throw new AssertionError("is not answered");
            }
            return Result.REFUSED; // what is no request need not be answered
        }
        String status = reply.lines().findFirst().orElse("");
        if (!status.matches("HTTP/1.1 (200|202|400|401|404|405|411|413|414|429|431|501) .*")) {
            throw new AssertionError(status);
        }
        boolean taken = status.startsWith("HTTP/1.1 2");
        String[] parts = reply.split("\r\n\r\n", 2);
        String head = parts[0].toLowerCase(Locale.ROOT);
        String body = parts[1];
        if (head.contains("content-type: application/json")) {
            JsonNode json = JsonMapper.shared().readTree(body.split("HTTP/1.1 ", 2)[0]); // a request may hold another
            if (!taken) {
                var _ = Refusals.inOurWords(json.at("/error/message").stringValue(null));
            }
        }
        if (head.contains("transfer-encoding: chunked") && !body.contains("0\r\n\r\n")) {
            throw new AssertionError("the reply breaks off");
        }
        return taken ? Result.ACCEPTED : Result.REFUSED;
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
