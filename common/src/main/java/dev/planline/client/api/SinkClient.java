package dev.planline.client.api;

import dev.planline.model.Trajectory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Asks the API of a sink. What it refuses is thrown as {@link SinkRefused}, and no answer or half of one as {@link SinkUnavailable}.
 * Reads that the sink puts off are asked again a few times; draws from replay tables and new priorities are sent once.
 * Thread-safe; close it to end what it is doing.
 */
public final class SinkClient implements AutoCloseable {

    private static final int PAGE = 100;
    private static final String TRAJECTORIES = "trajectories";

    private final Transport transport;
    private final Patience patience;

    /** A client of an open API, as {@code http://host:8080}. */
    public SinkClient(URI base) {
        this(base, null);
    }

    /**
     * A client that shows a token.
     *
     * @param base as {@code http://host:8080}
     * @param token one of the settings of the sink; null for none
     */
    public SinkClient(URI base, @Nullable String token) {
        this(base, token, Patience.DEFAULT);
    }

    /** A client of this patience. */
    public SinkClient(URI base, @Nullable String token, Patience patience) {
        this.transport = new Transport(base, token, patience);
        this.patience = patience;
    }

    /** Whether the sink answers and all that it runs works; needs no token. */
    public boolean ready() {
        try {
            return transport.probe("readyz") == 200;
        } catch (SinkUnavailable e) {
            return false;
        }
    }

    /** Trajectories, newest first. Pages are fetched as the stream gets there; what arrives meanwhile is neither in it nor shifts it. */
    public Stream<Trajectory> trajectories(Filter filter) {
        return Pages.stream(cursor -> page(filter, PAGE, cursor));
    }

    /**
     * A page of trajectories, newest first.
     *
     * @param limit most on it, 1..1000
     * @param cursor the next of the page before; null for the first
     */
    public Page<Trajectory> page(Filter filter, int limit, @Nullable String cursor) {
        Filter query = filter.with("limit", String.valueOf(limit));
        Trajectories page = ask(Trajectories.class, TRAJECTORIES, cursor == null ? query : query.with("cursor", cursor));
        return new Page<>(page.items(), page.next());
    }

    /** The best by score. */
    public List<Trajectory> best(Filter filter, int limit) {
        return ask(Trajectories.class, "trajectories/best", filter.with("limit", String.valueOf(limit))).items();
    }

    /** The trajectory of this id; refused with {@code NOT_FOUND} if there is none. */
    public Trajectory trajectory(String trajectoryId) {
        return ask(Trajectory.class, "trajectories/" + segment(trajectoryId), Filter.ALL);
    }

    /** Where a trajectory comes from, and what came of it. */
    public Lineage lineage(String trajectoryId) {
        return ask(Lineage.class, "trajectories/" + segment(trajectoryId) + "/lineage", Filter.ALL);
    }

    /** Figures about trajectories. */
    public Statistics statistics(Filter filter) {
        return ask(Statistics.class, "trajectories/stats", filter);
    }

    /** All trajectories, newest first, over one connection, read as the stream gets there; close it. */
    public Stream<Trajectory> export(Filter filter) {
        var lines = new BufferedReader(new InputStreamReader(lines("trajectories/export", filter.parameters()), StandardCharsets.UTF_8));
        return Stream.iterate("", _ -> line(lines)).skip(1).takeWhile(line -> !line.isEmpty())
                .map(line -> transport.decode(Trajectory.class, line.getBytes(StandardCharsets.UTF_8)))
                .onClose(() -> close(lines));
    }

    /** Successful trajectories that are far from each other, at most so many, 1..1000. */
    public DiverseSet diverse(Filter filter, int limit) {
        return ask(DiverseSet.class, "trajectories/diverse", filter.with("limit", String.valueOf(limit)));
    }

    /** Pairs of successful trajectories that are far from each other, at most so many, 1..1000. */
    public DiversePairs pairs(Filter filter, int limit) {
        return ask(DiversePairs.class, "trajectories/pairs", filter.with("limit", String.valueOf(limit)));
    }

    /** Draws parents for evolution. */
    public Parents parents(Filter filter, ParentDraw draw) {
        return ask(Parents.class, "trajectories/parents", draw.addTo(filter));
    }

    /** The tasks that were submitted, newest first; pages are fetched as the stream gets there. */
    public Stream<TaskSummary> tasks() {
        return Pages.stream(cursor -> {
            Filter query = Filter.ALL.with("limit", String.valueOf(PAGE));
            Tasks page = ask(Tasks.class, "tasks", cursor == null ? query : query.with("cursor", cursor));
            return new Page<>(page.items(), page.next());
        });
    }

    /** The life of a task; refused with {@code NOT_FOUND} if nothing is known of it. */
    public TaskLife task(String taskId) {
        return ask(TaskLife.class, "tasks/" + segment(taskId), Filter.ALL);
    }

    /** The replay tables. */
    public List<Table> tables() {
        return ask(Tables.class, "replay/tables", Filter.ALL).items();
    }

    /**
     * Draws from a replay table by a new seed, which the sample names.
     *
     * @param count draws, 1..10000
     */
    public Sample sample(String table, int count) {
        return sample(table, new Draws(count, null, null));
    }

    /** Draws from a replay table as it is now. */
    public Sample sample(String table, int count, long seed) {
        return sample(table, new Draws(count, seed, null));
    }

    /** Draws from a replay table as it was at the offsets that a sample named; with the same seed and count, the same items. */
    public Sample sample(String table, int count, long seed, Map<String, Long> offsets) {
        return sample(table, new Draws(count, seed, offsets));
    }

    /**
     * Publishes new priorities to the log; they count once the sink has read them. All are published when this returns; if it
     * throws {@link SinkUnavailable}, some may be, and it is safe to send them again.
     *
     * @param priorities zero or more each, by id of the trajectory; up to 1 MiB in all
     * @return how many were published
     */
    public int prioritize(String table, Map<String, Double> priorities) {
        var entries = priorities.entrySet().stream().map(entry -> new Priorities.Entry(entry.getKey(), entry.getValue())).toList();
        return transport.read(Published.class, transport.post("replay/" + segment(table) + "/priorities", new Priorities(entries)))
                .published();
    }

    /** Trajectories that arrive from now on; everything that is folded after this returns. */
    public Subscription subscribe(Filter filter) {
        return Subscription.open(transport, patience, filter, null);
    }

    /**
     * Trajectories that follow a position.
     *
     * @param position of a {@link NewTrajectory} or a {@link Subscription}, or {@link Subscription#START} for all that there are
     */
    public Subscription subscribe(Filter filter, String position) {
        return Subscription.open(transport, patience, filter, position);
    }

    /**
     * What is at any path of {@code /v1}, as it is.
     *
     * @param path its parts made with {@link #segment}
     * @param query parameters as they are, not encoded
     */
    public JsonNode get(String path, Map<String, String> query) {
        return transport.tree(transport.get(path, query));
    }

    /** The lines at any path of {@code /v1}, as UTF-8; the caller closes the stream. */
    public InputStream lines(String path, Map<String, String> query) {
        return transport.get(path, query, "Accept", "application/x-ndjson");
    }

    /** What any path of {@code /v1} answers to a body, which is sent once. */
    public JsonNode post(String path, Object body) {
        return transport.tree(transport.post(path, body));
    }

    /** One segment of a path, encoded. */
    public static String segment(String text) {
        return Transport.segment(text);
    }

    @Override
    public void close() {
        transport.close();
    }

    private <T> T ask(Class<T> type, String path, Filter query) {
        return transport.read(type, transport.get(path, query.parameters()));
    }

    private Sample sample(String table, Draws draws) {
        return transport.read(Sample.class, transport.post("replay/" + segment(table) + "/sample", draws));
    }

    /** The next line; empty at the end, since no line of JSON is. */
    private String line(BufferedReader lines) {
        try {
            String line = lines.readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            throw transport.brokenOff(e);
        }
    }

    private void close(BufferedReader lines) {
        try {
            lines.close();
        } catch (IOException e) {
            throw transport.brokenOff(e);
        }
    }

    private record Trajectories(List<Trajectory> items, @Nullable String next) {}

    private record Tasks(List<TaskSummary> items, @Nullable String next) {}

    private record Tables(List<Table> items) {}

    private record Draws(int n, @Nullable Long seed, @Nullable Map<String, Long> offsets) {}

    private record Published(int published) {}

    private record Priorities(List<Entry> priorities) {

        private record Entry(String trajectoryId, double priority) {}
    }
}
