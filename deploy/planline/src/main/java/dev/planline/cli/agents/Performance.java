package dev.planline.cli.agents;

import dev.planline.graph.Node;
import dev.planline.graph.PlanGraph;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Plays a decided simulation: each step begins when all before it have ended, branches side by side, at most a few milliseconds each. */
final class Performance {

    /** One simulated minute lasts so long. */
    private static final double MILLIS_PER_MINUTE = 1;

    private static final long LONGEST_MILLIS = 5;

    private final PlanGraph.Sound graph;
    private final Map<String, StepRun> runs;
    private final InstantSource clock;
    private final Map<String, Instant> starts = new ConcurrentHashMap<>();

    Performance(PlanGraph.Sound graph, List<StepRun> runs, InstantSource clock) {
        this.graph = graph;
        this.runs = runs.stream().collect(Collectors.toMap(run -> run.step().stepId(), Function.identity()));
        this.clock = clock;
    }

    /** When each step that is begun began. */
    Map<String, Instant> play() throws InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                CompletableFuture.allOf(begin(threads)).get();
            } catch (InterruptedException e) {
                threads.shutdownNow();
                throw e;
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
        return Map.copyOf(starts);
    }

    private CompletableFuture<?>[] begin(ExecutorService threads) {
        var ends = new HashMap<Node, CompletableFuture<?>>();
        for (Node node : graph.nodes()) {
            var before = CompletableFuture.allOf(node.before().stream().map(ends::get).toArray(CompletableFuture<?>[]::new));
            ends.put(node, node.step() == null ? before : before.thenRunAsync(() -> perform(node), threads));
        }
        return ends.values().toArray(CompletableFuture<?>[]::new);
    }

    private void perform(Node node) {
        StepRun run = runs.get(node.id());
        if (run == null || !run.begun()) {
            return;
        }
        starts.put(node.id(), clock.instant());
        try {
            Thread.sleep(Duration.ofMillis(Math.clamp(Math.round(run.durationSeconds() / 60 * MILLIS_PER_MINUTE), 1, LONGEST_MILLIS)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
