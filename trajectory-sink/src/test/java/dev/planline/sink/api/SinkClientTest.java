package dev.planline.sink.api;

import static dev.planline.sink.Trajectories.entry;
import static dev.planline.sink.Trajectories.successful;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.planline.client.api.Filter;
import dev.planline.client.api.Lineage;
import dev.planline.client.api.Page;
import dev.planline.client.api.ParentDraw;
import dev.planline.client.api.Parents;
import dev.planline.client.api.Patience;
import dev.planline.client.api.Sample;
import dev.planline.client.api.SinkClient;
import dev.planline.client.api.SinkRefused;
import dev.planline.client.api.SinkUnavailable;
import dev.planline.client.api.Statistics;
import dev.planline.client.api.Table;
import dev.planline.client.api.TaskLife;
import dev.planline.client.api.TaskSummary;
import dev.planline.model.Operator;
import dev.planline.model.ReplayPriority;
import dev.planline.model.Task;
import dev.planline.model.Trajectory;
import dev.planline.model.TrajectoryBuilder;
import dev.planline.model.TrajectoryOutcome;
import dev.planline.sink.Trajectories;
import dev.planline.sink.store.LogEntry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The client of programs, and the server. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SinkClientTest {

    private static final String TOKEN = "reads-and-no-more";
    private static final int SIZE = 250;

    @TempDir
    Path directory;

    private TestApi api;
    private SinkClient client;

    @AfterEach
    void close() {
        client.close();
        api.close();
    }

    @Test
    void goesThroughAllPagesAndNoMoreThanAreWanted() throws IOException {
        open(Limits.DEFAULT);
        fold(SIZE);
        try (var relay = new Relay(api.port(), () -> Long.MAX_VALUE); var counted = new SinkClient(relay.address())) {
            assertThat(counted.trajectories(Filter.ALL).limit(100)).hasSize(100);
            assertThat(relay.requests("GET /v1/trajectories[?]")).isEqualTo(1);
            assertThat(counted.trajectories(Filter.ALL).map(Trajectory::trajectoryId))
                    .containsExactlyElementsOf(IntStream.range(0, SIZE).mapToObj(i -> "j-" + (SIZE - 1 - i)).toList());
            assertThat(relay.requests("GET /v1/trajectories[?]")).isEqualTo(1 + 3);
        }
    }

    @Test
    void whatArrivesMeanwhileShiftsNoPage() {
        open(Limits.DEFAULT);
        fold(3);
        Page<Trajectory> first = client.page(Filter.ALL, 2, null);
        api.store.fold(List.of(entry(3, "j-3", 0.3)));
        Page<Trajectory> second = client.page(Filter.ALL, 2, first.next());
        assertThat(Stream.of(first, second).flatMap(page -> page.items().stream()).map(Trajectory::trajectoryId))
                .containsExactly("j-2", "j-1", "j-0");
        assertThat(second.next()).isNull();
    }

    @Test
    void filtersByEveryCondition() {
        open(Limits.DEFAULT);
        Trajectory wanted = new TrajectoryBuilder("child one", "dev", 1, TrajectoryOutcome.SUCCESS, 0.75).taskId("t 1").goal("Ünder & over")
                .parents(List.of("p/1"))
                .operator(Operator.REVISION).build();
        api.store.fold(List.of(entry(0, 0, successful("p/1", 0.5).build()), entry(0, 1, wanted)));
        List<Filter> each = List.of(Filter.ALL.task("t 1"), Filter.ALL.minGeneration(1), Filter.ALL.minScore(0.7),
                Filter.ALL.operator(Operator.REVISION), Filter.ALL.parent("p/1"), Filter.ALL.since(Trajectories.START.plusSeconds(1)),
                Filter.ALL.text("ünder &"));
        assertThat(each).allSatisfy(filter -> assertThat(client.trajectories(filter)).containsExactly(wanted));
        List<Filter> other = List.of(Filter.ALL.maxGeneration(0), Filter.ALL.maxScore(0.7),
                Filter.ALL.until(Trajectories.START.plusSeconds(1)));
        assertThat(other).allSatisfy(filter -> assertThat(client.trajectories(filter)).extracting(Trajectory::trajectoryId)
                .containsExactly("p/1"));
        assertThat(client.trajectories(Filter.ALL.agent("dev").outcome(TrajectoryOutcome.SUCCESS))).hasSize(2);
        assertThat(client.trajectories(Filter.ALL.outcome(TrajectoryOutcome.FAILURE))).isEmpty();
        assertThat(client.trajectory("child one")).isEqualTo(wanted);
        assertThat(client.lineage("p/1")).isEqualTo(new Lineage("p/1", List.of(), List.of("child one")));
        assertThat(client.best(Filter.ALL, 1)).containsExactly(wanted);
    }

    @Test
    void readsFiguresTasksAndTables() {
        open(Limits.DEFAULT);
        fold(4);
        api.store.fold(List.of(LogEntry.of("tasks", 0, 0, Trajectories.START, new Task("t/1", "goal"))));
        var all = new Statistics.Part(4, 0.015);
        assertThat(client.statistics(Filter.ALL)).isEqualTo(new Statistics(4, 0.015, 0.03, 0, 0, 0, Map.of("success", all),
                Map.of("baseline", all), Map.of("dev", all), Map.of("0", all)));
        assertThat(client.tasks()).containsExactly(new TaskSummary("t/1", Trajectories.START, "goal", "open"));
        TaskLife life = client.task("t/1");
        assertThat(life.events()).hasSize(1).first()
                .satisfies(event -> assertThat(event.detail()).containsEntry("goal", "goal"));
        assertThat(life).isEqualTo(new TaskLife("t/1", "open", life.events(), List.of()));
        assertThat(client.tables()).containsExactly(
                new Table(new Table.Declaration("uniform", "uniform", "fifo", "trajectory", 1, 1_000_000, 0.6, 0.4), 4, 4, 0, 0),
                new Table(new Table.Declaration("prioritized", "prioritized", "fifo", "trajectory", 1, 1_000_000, 0.6, 0.4), 4, 4, 0, 0));
    }

    @Test
    void choosesWhatToEvolve() {
        open(Limits.DEFAULT);
        fold(25);
        Parents drawn = client.parents(Filter.ALL.minScore(0.1), ParentDraw.by("best", 2).withoutRepetition().seed(5));
        assertThat(drawn.items()).extracting(Parents.Parent::trajectoryId).containsExactly("j-24", "j-23");
        assertThat(drawn).isEqualTo(new Parents("best", null, true, 5, Map.of("0", 25L), 15, drawn.items()));
        Parents byRank = client.parents(Filter.ALL, new ParentDraw("powerLaw", 2.0, 3, false, null));
        assertThat(client.parents(Filter.ALL, new ParentDraw("powerLaw", 2.0, 3, false, byRank.seed()))).isEqualTo(byRank);
        assertThat(client.diverse(Filter.ALL, 2).items()).extracting(item -> item.trajectoryId() + " " + item.distance())
                .containsExactly("j-24 null", "j-23 0.4");
        assertThat(client.pairs(Filter.ALL, 1)).satisfies(pairs -> {
            assertThat(pairs.measure()).isEqualTo(Map.of("tools", 0.4, "pattern", 0.3, "text", 0.3));
            assertThat(pairs.items()).extracting(pair -> pair.trajectoryIds()).containsExactly(List.of("j-24", "j-23"));
        });
    }

    @Test
    void drawsASampleAgainAfterMoreHasCome() {
        open(Limits.DEFAULT);
        fold(25);
        Sample sample = client.sample("prioritized", 8);
        api.store.fold(IntStream.range(25, 50).mapToObj(i -> entry(i, "j-" + i, 0.5)).toList());
        Sample again = client.sample("prioritized", 8, sample.seed(), sample.offsets());
        assertThat(again.offsets()).isEqualTo(Map.of("trajectories/0", 25L));
        assertThat(again.items()).extracting(Sample.Item::trajectoryId, Sample.Item::offset, Sample.Item::partition, Sample.Item::weight)
                .isEqualTo(sample.items().stream().map(item -> tuple(item.trajectoryId(), item.offset(),
                        item.partition(), item.weight())).toList());
        assertThat(again.items()).hasSize(8).allSatisfy(item -> assertThat(item.trajectory()).isNotNull());
        assertThat(client.sample("prioritized", 8, sample.seed()).offsets()).isEqualTo(Map.of("trajectories/0", 50L));
    }

    @Test
    void publishesPriorities() {
        open(Limits.DEFAULT);
        assertThat(client.prioritize("prioritized", new TreeMap<>(Map.of("j-1", 2.5, "j-2", 0.0)))).isEqualTo(2);
        assertThat(api.published).containsExactly(new ReplayPriority("j-1", "prioritized", 2.5),
                new ReplayPriority("j-2", "prioritized", 0));
    }

    @Test
    void exportsAsTheStreamGetsThere() throws IOException {
        open(Limits.DEFAULT);
        fold(SIZE);
        try (Stream<Trajectory> all = client.export(Filter.ALL.minScore(0.01))) {
            assertThat(all).hasSize(SIZE - 10);
        }
        try (var relay = new Relay(api.port(), () -> 20_000);
                var cut = new SinkClient(relay.address());
                Stream<Trajectory> half = cut.export(Filter.ALL)) {
            assertThatThrownBy(half::count).isInstanceOfSatisfying(SinkUnavailable.class, broken -> assertThat(broken.begun()).isTrue());
        }
    }

    @Test
    void refusalsHaveTheirParts() {
        api = new TestApi(directory, Access.byToken(List.of(TOKEN), List.of()));
        client = new SinkClient(address(), TOKEN);
        SinkRefused unknown = refused(() -> client.sample("uniform", 0));
        assertThat(unknown.status()).isEqualTo(403);
        assertThat(unknown.code()).isEqualTo("FORBIDDEN");
        assertThat(unknown).hasMessage("the token may only read; send a token of sink.api.write.tokens").hasToString(
                "dev.planline.client.api.SinkRefused: the token may only read; send a token of sink.api.write.tokens");
        SinkRefused limit = refused(() -> client.best(Filter.ALL, 0));
        assertThat(List.of(limit.status(), limit.code(), limit.field(), limit.problem(), limit.hint(), limit.retryAfter()))
                .containsExactly(400, "INVALID_REQUEST", "limit", "is 0; must lie in 1..1000", "", Optional.empty());
        assertThat(refused(() -> client.trajectory("none")).code()).isEqualTo("NOT_FOUND");
        try (var stranger = new SinkClient(address())) {
            assertThat(refused(() -> stranger.statistics(Filter.ALL)).code()).isEqualTo("UNAUTHENTICATED");
            assertThat(stranger.ready()).isTrue();
        }
    }

    @Test
    void readsThatArePutOffAreAskedAgainAndWritesAreNot() throws Exception {
        open(new Limits(1, 1, Duration.ofMinutes(1), Duration.ofMinutes(1)));
        try (var relay = new Relay(api.port(), () -> Long.MAX_VALUE);
                var patient = new SinkClient(relay.address());
                var hasty = new SinkClient(address(), null, new Patience(Duration.ofSeconds(5), Duration.ofSeconds(30), 1,
                        Duration.ofSeconds(20)))) {
            Socket holding = new Socket(InetAddress.getLoopbackAddress(), api.port());
            try (holding) {
                holding.getOutputStream().write("POST /v1/replay/uniform/sample HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{"
                        .getBytes(StandardCharsets.UTF_8));
                Awaitility.await().until(() -> api.get("/v1/tasks").statusCode() == 503);
                assertThat(refused(() -> patient.sample("uniform", 1)).retryAfter()).hasValue(Duration.ofSeconds(1));
                assertThat(relay.requests("POST ")).isEqualTo(1);
                assertThat(refused(() -> hasty.statistics(Filter.ALL)).code()).isEqualTo("BUSY");
                var answer = CompletableFuture.supplyAsync(() -> patient.statistics(Filter.ALL));
                Awaitility.await().until(() -> relay.requests("GET ") == 2); // so the first was refused
                holding.getOutputStream().write('}');
                assertThat(answer.get(30, TimeUnit.SECONDS).total()).isEqualTo(0);
            }
        }
    }

    @Test
    void whoDoesNotAnswerIsSaidSo() {
        open(Limits.DEFAULT);
        api.ready.set(false);
        assertThat(client.ready()).isFalse();
        api.ready.set(true);
        assertThat(client.ready()).isTrue();
        api.close();
        assertThatThrownBy(() -> client.statistics(Filter.ALL)).isInstanceOf(SinkUnavailable.class)
                .hasMessage("the API at " + address() + " does not answer (java.net.ConnectException)");
        assertThat(client.ready()).isFalse();
        assertThatThrownBy(() -> new SinkClient(URI.create("localhost:8080"))).isInstanceOf(IllegalArgumentException.class);
        api = new TestApi(directory, Access.OPEN);
    }

    private void open(Limits limits) {
        api = new TestApi(directory, Access.OPEN, limits);
        client = new SinkClient(address());
    }

    private void fold(int count) {
        api.store.fold(IntStream.range(0, count).mapToObj(i -> entry(i, "j-" + i, i / (count < 100 ? 100.0 : 1000.0)))
                .toList());
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + api.port());
    }

    private static SinkRefused refused(ThrowingCallable call) {
        return catchThrowableOfType(SinkRefused.class, call);
    }
}
