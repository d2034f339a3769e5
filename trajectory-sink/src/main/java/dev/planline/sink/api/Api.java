package dev.planline.sink.api;

import dev.planline.exchange.Atif;
import dev.planline.model.Defaulted;
import dev.planline.model.InvalidField;
import dev.planline.model.Operator;
import dev.planline.model.ReplayPriority;
import dev.planline.model.Trajectory;
import dev.planline.model.TrajectoryOutcome;
import dev.planline.sink.pool.FeedPosition;
import dev.planline.sink.pool.Registry;
import dev.planline.sink.pool.TaskLives;
import dev.planline.sink.pool.TrajectoryFeed;
import dev.planline.sink.pool.TrajectoryFilter;
import dev.planline.sink.pool.TrajectoryPool;
import dev.planline.sink.replay.ReplayBuffer;
import dev.planline.sink.replay.ReplayTable;
import dev.planline.sink.replay.Sampling;
import dev.planline.sink.store.Digest;
import dev.planline.sink.store.Payload;
import dev.planline.sink.store.Store;
import dev.planline.wire.Codec;
import dev.planline.wire.Decoded;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The routes of the sink's API. */
public final class Api {

    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final Store store;
    private final TrajectoryFeed feed;
    private final TrajectoryPool pool;
    private final TaskLives tasks;
    private final Registry registry;
    private final ReplayBuffer replay;
    private final Consumer<List<ReplayPriority>> priorities;
    private final BooleanSupplier ready;
    private final Supplier<String> metrics;
    private final RandomGenerator seeds;
    private final int maxValueBytes;
    private final EvolutionRoutes evolution;
    private final boolean redact;
    private final Codec codec = new Codec();

    /**
     * @param priorities publishes priorities to the log
     * @param ready whether everything that this process runs polls
     * @param metrics the text that Prometheus reads
     * @param seeds for samples that name none
     * @param maxValueBytes largest value that is folded
     * @param redact whether secrets are redacted before it is
     */
    public Api(Store store, ReplayBuffer replay, Consumer<List<ReplayPriority>> priorities, BooleanSupplier ready, Supplier<String> metrics,
            RandomGenerator seeds, int maxValueBytes, boolean redact) {
        this.store = store;
        this.feed = new TrajectoryFeed(store);
        this.pool = new TrajectoryPool(store);
        this.tasks = new TaskLives(store);
        this.registry = new Registry(store);
        this.replay = replay;
        this.priorities = priorities;
        this.ready = ready;
        this.metrics = metrics;
        this.seeds = seeds;
        this.maxValueBytes = maxValueBytes;
        this.evolution = new EvolutionRoutes(pool, seeds);
        this.redact = redact;
    }

    List<Route> routes() {
        return List.of(
                Route.probe("/livez", request -> new Reply.Text(200, "text/plain", "ok\n")),
                Route.probe("/readyz",
                        request -> ready.getAsBoolean()
                                ? new Reply.Text(200, "text/plain", "ready\n")
                                : new Reply.Text(503, "text/plain", "not ready\n")),
                Route.probe("/metrics", request -> new Reply.Text(200, "text/plain; version=0.0.4", metrics.get())),
                Route.get("/v1/openapi.yaml", request -> new Reply.Text(200, "application/yaml", openApi())),
                Route.get("/v1/tasks", this::tasks),
                Route.get("/v1/tasks/{id}", this::task),
                Route.get("/v1/agents", request -> Reply.list(request, registry.list("agents"))),
                Route.get("/v1/rules", request -> Reply.list(request, registry.list("rules"))),
                Route.get("/v1/trajectories", this::trajectories),
                Route.get("/v1/trajectories/stats", request -> Reply.json(pool.statistics(filter(request)))),
                Route.get("/v1/trajectories/best", request -> {
                    int limit = limit(request, 10);
                    return Reply.list(request, pool.best(filter(request), limit));
                }),
                Route.get("/v1/trajectories/diverse", evolution::diverse),
                Route.get("/v1/trajectories/pairs", evolution::pairs),
                Route.get("/v1/trajectories/parents", evolution::parents),
                Route.get("/v1/trajectories/failures", request -> {
                    int limit = limit(request, 10);
                    return Reply.list(request, pool.commonFailures(filter(request), limit).entrySet().stream()
                            .map(entry -> Map.of("reason", entry.getKey(), "count", entry.getValue())).toList());
                }),
                Route.get("/v1/trajectories/insights", request -> {
                    int limit = limit(request, 10);
                    return Reply.list(request, pool.insights(filter(request), limit));
                }),
                Route.stream("/v1/trajectories/export", request -> {
                    ExportFormat format = request.constant("format", ExportFormat.class);
                    TrajectoryFilter filter = filter(request);
                    return Reply.lines(output -> pool.export(filter, trajectory -> output
                            .line(format == ExportFormat.ATIF ? Atif.of(trajectory) : trajectory)));
                }),
                Route.stream("/v1/trajectories/stream", this::follow),
                Route.get("/v1/trajectories/{id}", this::trajectory),
                Route.get("/v1/trajectories/{id}/lineage", request -> Reply.json(pool.lineage(request.path("id")))),
                Route.get("/v1/replay/tables", request -> Reply.list(request, replay.tables())),
                Route.post("/v1/replay/{table}/sample", this::sample),
                Route.post("/v1/replay/{table}/priorities", this::prioritize),
                Route.stream("/v1/digest", request -> Reply.lines(this::digest)),
                Route.stream("/v1/digest/rows", request -> {
                    String part = request.required("part");
                    request.refuseUnknown();
                    return Reply.lines(output -> store.rows(part, output::line));
                }));
    }

    /**
     * What a digest is of; its first line, sent before the digest is made.
     *
     * @param offsets next offsets, by topic and partition
     */
    record DigestOf(SortedMap<String, Long> offsets, int capPerAgent, int maxValueBytes, boolean redact) {}

    private void digest(Output output) {
        Digest digest = store.digest(offsets -> {
            var sorted = new TreeMap<String, Long>();
            offsets.forEach((position, offset) -> sorted.put(position.topic() + "/" + position.partition(), offset));
            output.line(new DigestOf(sorted, store.capPerAgent(), maxValueBytes, redact));
            output.flush();
        });
        output.line(Map.of("digest", digest.whole(), "parts", digest.parts()));
    }

    /** What the lines of an export are. */
    private enum ExportFormat {
        /** Trajectories. */
        JSONL,
        /** Documents of ATIF. */
        ATIF
    }

    private static String openApi() {
        try (InputStream in = Objects.requireNonNull(Api.class.getResourceAsStream("openapi.yaml"), "openapi.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Reply tasks(Request request) {
        int limit = limit(request, 100);
        @Nullable String cursor = request.text("cursor");
        request.refuseUnknown();
        return Reply.page(request, tasks.list(limit, cursor));
    }

    private Reply task(Request request) {
        String id = request.path("id");
        return Reply.json(tasks.get(id)
                .orElseThrow(() -> ApiError.notFound("nothing is known of the task \"" + id + "\"", "it may not have been read yet")));
    }

    private Reply trajectories(Request request) {
        int limit = limit(request, 100);
        @Nullable String cursor = request.text("cursor");
        return Reply.page(request, pool.list(filter(request), limit, cursor));
    }

    /** Where a stream begins that does not go on from another. */
    private enum From {
        START,
        NOW
    }

    private Reply follow(Request request) {
        @Nullable From from = request.constant("from", From.class);
        TrajectoryFilter filter = filter(request);
        @Nullable String last = request.header(LAST_EVENT_ID);
        FeedPosition begin = last == null
                ? from == From.START ? FeedPosition.START : feed.now()
                : FeedPosition.parse(LAST_EVENT_ID, last);
        return new Reply.Stream("text/event-stream", Map.of("Cache-Control", "no-store"),
                output -> new EventStream(feed, store.folds()).send(begin, filter, output));
    }

    private Reply trajectory(Request request) {
        String id = request.path("id");
        return Reply.json(pool.get(id)
                .orElseThrow(() -> ApiError.notFound("there is no trajectory \"" + id + "\"", "it may not have been read yet")));
    }

    static int limit(Request request, int otherwise) {
        return request.number("limit", otherwise, 1, TrajectoryPool.PAGE_LIMIT);
    }

    /** Refuses what the store cannot compare with. */
    private static Instant time(String text) {
        return Instant.ofEpochMilli(Instant.parse(text).toEpochMilli());
    }

    static TrajectoryFilter filter(Request request) {
        var filter = new TrajectoryFilter(
                request.text("agent"),
                request.text("task"),
                request.optional("minGeneration", Integer::valueOf, "a whole number"),
                request.optional("maxGeneration", Integer::valueOf, "a whole number"),
                request.optional("minScore", Request::decimal, "a number"),
                request.optional("maxScore", Request::decimal, "a number"),
                request.constant("operator", Operator.class),
                request.constant("outcome", TrajectoryOutcome.class),
                request.text("parent"),
                request.optional("since", Api::time, "a time such as 2026-12-01T00:00:00Z"),
                request.optional("until", Api::time, "a time such as 2026-12-01T00:00:00Z"),
                request.text("text"));
        request.refuseUnknown();
        return filter;
    }

    /**
     * What a sample is asked for with.
     *
     * @param n draws
     * @param seed of the draws; a fresh one if null
     * @param offsets as a sample named them, to draw from the table as it was then; null for now
     */
    record SampleRequest(@Defaulted("32") int n, @Nullable Long seed, @Nullable Map<String, Long> offsets) {}

    /** An item of a sample. */
    record SampleItem(String trajectoryId, int partition, long offset, ReplayTable.@Nullable Window window, double probability,
            double weight,
            int timesSampled, @Nullable Trajectory trajectory) {

        static SampleItem of(Sampling.Item item) {
            Payload payload = item.payload();
            return new SampleItem(item.trajectoryId(), item.partition(), item.offset(), item.window(), item.probability(), item.weight(),
                    item.timesSampled(), payload == null ? null : payload.trajectory());
        }
    }

    /** A sample. */
    record SampleReply(String table, long seed, Map<String, Long> offsets, List<SampleItem> items) {}

    /** New priorities for trajectories of one table. */
    record PriorityRequest(List<Entry> priorities) {

        PriorityRequest {
            for (int i = 0; i < priorities.size(); i++) {
                if (priorities.get(i) == null) {
                    throw new InvalidField("priorities[" + i + "]", "is required");
                }
            }
        }

        /** A trajectory and its new priority. */
        record Entry(String trajectoryId, double priority) {}
    }

    private Reply sample(Request request) {
        SampleRequest wanted = body(SampleRequest.class, request.body().isBlank() ? "{}" : request.body());
        Long given = wanted.seed();
        long seed = given == null ? seeds.nextLong(Long.MAX_VALUE) : given;
        Map<String, Long> offsets = wanted.offsets();
        String table = request.path("table");
        return switch (offsets == null ? replay.sample(table, wanted.n(), seed) : replay.sampleAsOf(table, wanted.n(), seed, offsets)) {
            case Sampling.Sample sample -> Reply.json(new SampleReply(sample.table(), sample.seed(), sample.offsets(),
                    sample.items().stream().map(SampleItem::of).toList()));
            case Sampling.Limited limited -> throw ApiError.limited(limited);
        };
    }

    private Reply prioritize(Request request) {
        String table = replay.require(request.path("table")).name();
        List<ReplayPriority> wanted = body(PriorityRequest.class, request.body()).priorities().stream()
                .map(entry -> new ReplayPriority(entry.trajectoryId(), table, entry.priority()))
                .toList();
        priorities.accept(wanted);
        return new Reply.Json(202, Map.of("published", wanted.size()));
    }

    private <T> T body(Class<T> type, String json) {
        return switch (codec.decode(type, json)) {
            case Decoded.Value<T>(T value) -> value;
            case Decoded.Malformed<T>(String field, String problem) -> throw ApiError.invalid(field, problem);
        };
    }
}
