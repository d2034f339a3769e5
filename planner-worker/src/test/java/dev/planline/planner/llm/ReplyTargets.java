package dev.planline.planner.llm;

import com.sun.net.httpserver.HttpServer;
import dev.planline.graph.PlanGraph;
import dev.planline.model.Agent;
import dev.planline.model.Constraints;
import dev.planline.model.CostTier;
import dev.planline.model.Plan;
import dev.planline.model.Priority;
import dev.planline.model.Task;
import dev.planline.planner.llm.endpoint.Endpoint;
import dev.planline.planner.llm.endpoint.EndpointSettings;
import dev.planline.planner.llm.endpoint.StubModel;
import dev.planline.planner.spi.Answer;
import dev.planline.testkit.hostile.Refusals;
import dev.planline.testkit.hostile.Target;
import dev.planline.testkit.hostile.Target.Input;
import dev.planline.testkit.hostile.Target.Result;
import dev.planline.wire.Codec;
import dev.planline.wire.Decoded;
import dev.planline.wire.WireTargets;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What a model says, and what its endpoint sends, as targets of hostile input. The endpoint is a server of this process, so the whole way from
 * the bytes of a reply to a plan is tried.
 */
final class ReplyTargets implements AutoCloseable {

    private static final Codec CODEC = new Codec();
    private static final Constraints LIMITS = new Constraints(20, 3, null, null, Priority.MEDIUM);
    private static final Task TASK = new Task("t", "Build a shop", Map.of("team", "web"), LIMITS);

    private static final String PARTS = """
            {"parts": [{"id": "a", "type": "code", "description": "Write it", "after": [], "divisible": true},
                       {"id": "b", "type": "test", "description": "Test it", "after": ["a"], "divisible": false},
                       {"id": "c", "type": "code", "description": "Mend it", "after": ["a", "b"], "divisible": true}]}""";

    /** Parts of which none is to be divided again. */
    private static final byte[] GOOD = completion(PARTS.replace("true", "false"));

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<byte[]> bodies = new ConcurrentLinkedQueue<>();
    private final HttpServer server;
    private final LlmPlanner planner;

    ReplyTargets() {
        server = StubModel.serve(threads, exchange -> {
            try (exchange) {
                exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
                byte[] body = Objects.requireNonNullElse(bodies.poll(), GOOD);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
                if (body.length > 0) {
                    exchange.getResponseBody().write(body);
                }
            }
        });
        var settings = new EndpointSettings("http://127.0.0.1:" + server.getAddress().getPort() + "/v1", "m", "key", 0.3,
                Duration.ofSeconds(30), 1, 5, 0, new EndpointSettings.Prices(1, 10));
        Agent agent = new Agent("dev", "", List.of("test", "code"), List.of(), CostTier.MEDIUM, null, 0.8, 10);
        planner = new LlmPlanner(new Endpoint(settings, new SimpleMeterRegistry()), () -> Map.of("dev", agent));
    }

    List<Target> all() {
        requirePlans(1); // the first question loads the client library, whose time is not that of a case
        return List.of(
                new Target("model's answer", 3, List.of(Input.of(PARTS)), input -> planned(completion(input.text()))),
                new Target("model's second answer", 3, List.of(Input.of(PARTS)),
                        input -> planned(completion(PARTS), completion(input.text()))),
                new Target("endpoint's reply", 2, List.of(Input.of(completion(PARTS))), input -> planned(input.bytes())));
    }

    private static byte[] completion(String content) {
        return StubModel.completion(content, "stop").getBytes(StandardCharsets.UTF_8);
    }

    /** These replies first, then good ones. */
    private Result planned(byte[]... replies) {
        bodies.clear();
        bodies.addAll(List.of(replies));
        return switch (answer()) {
            case Answer.Planned(Plan plan) -> {
                if (!(PlanGraph.of(plan) instanceof PlanGraph.Sound) || plan.steps().size() > LIMITS.maxSteps()) {
                    throw new AssertionError("a plan that does not hold: " + plan);
                }
                yield WireTargets.check(new Decoded.Value<>(plan), CODEC, Plan.class);
            }
            case Answer.Declined declined -> {
                requirePlans(2); // of three replies two are good, so that the breaker never opens
                yield Refusals.inOneLine(declined.reason(), 1_000);
            }
        };
    }

    /** Good replies have to become plans, whatever came before. */
    private void requirePlans(int count) {
        bodies.clear();
        for (int i = 0; i < count; i++) {
            if (answer() instanceof Answer.Declined(String reason, _)) {
                throw new AssertionError("a good reply is no plan: " + reason);
            }
        }
    }

    private Answer answer() {
        try {
            return planner.plan(TASK);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
