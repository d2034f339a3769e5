package dev.planline.sink.replay;

import static dev.planline.sink.Trajectories.entry;
import static dev.planline.sink.Trajectories.successful;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.planline.model.InvalidField;
import dev.planline.model.ReplayPriority;
import dev.planline.model.TrajectoryOutcome;
import dev.planline.model.TrajectoryStep;
import dev.planline.sink.TestDatabase;
import dev.planline.sink.Trajectories;
import dev.planline.sink.store.LogEntry;
import dev.planline.sink.store.Store;
import dev.planline.wire.Codec;
import dev.planline.wire.Decoded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class ReplayBufferTest {

    @Parameter
    TestDatabase database;

    @TempDir
    Path directory;

    private Store store;
    private ReplayBuffer replay;

    @BeforeEach
    void open() {
        store = database.open(directory, 0);
        store.fold(IntStream.range(0, 20).mapToObj(i -> entry(i, "j-" + i, 0.5)).toList());
        replay = new ReplayBuffer(store, new ReplayTables(TABLES));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aUniformSampleHoldsNothingTwiceAndEverythingIfAsked() {
        Sampling.Sample sample = sample("uniform", 10_000, 1);
        assertThat(ids(sample)).hasSize(20).doesNotHaveDuplicates();
        assertThat(sample.offsets()).isEqualTo(Map.of("trajectories/0", 20L));
        assertThat(sample.items()).allSatisfy(item -> {
            assertThat(item.probability()).isEqualTo(0.05);
            assertThat(item.weight()).isEqualTo(1);
            assertThat(item.timesSampled()).isEqualTo(1);
        });
    }

    @Test
    void theSameSeedAtTheSameOffsetsDrawsTheSameNowAndLater() {
        Map<String, List<String>> drawn = new HashMap<>();
        Sampling.Sample before = sample("prioritized", 8, 42);
        for (String table : List.of("uniform", "prioritized", "small", "steps", "agents", "recent", "newest")) {
            drawn.put(table, items(sample(table, 8, 42)));
            assertThat(items(sample(table, 8, 42))).as(table).isEqualTo(drawn.get(table));
        }
        store.fold(IntStream.range(20, 60).mapToObj(i -> entry(i, "j-" + i, 0.5)).toList());
        store.fold(List.of(priority(0, "j-3", "prioritized", 32)));
        drawn.forEach((table, items) -> assertThat(
                items((Sampling.Sample) replay.sampleAsOf(table, 8, 42, before.offsets()))).as(table).isEqualTo(items));
        assertThat(items(sample("prioritized", 8, 42))).isNotEqualTo(drawn.get("prioritized"));
    }

    @Test
    void prioritiesFromTheLogDecideHowOftenAndWeightsCorrectForIt() {
        for (int i = 0; i < 20; i++) {
            store.fold(List.of(priority(i, "j-" + i, "prioritized", i == 3 ? 32 : i == 4 ? 0 : 1)));
        }
        store.fold(List.of(priority(20, "j-5", "other", 99)));
        Sampling.Sample sample = sample("prioritized", 10_000, 7);
        double total = 18 + Math.pow(32, 0.6);
        Sampling.Item heavy = sample.items().stream().filter(item -> item.trajectoryId().equals("j-3")).findFirst().orElseThrow();
        assertThat(heavy.probability()).isCloseTo(Math.pow(32, 0.6) / total, within(1e-5));
        assertThat(heavy.weight()).isCloseTo(Math.pow(32, -0.24), within(1e-5));
        assertThat(ids(sample)).doesNotContain("j-4");
        assertThat(sample.offsets()).isEqualTo(Map.of("trajectories/0", 20L, "priorities/0", 21L));
    }

    @Test
    void whatIsNewBeginsWithTheGreatestPriorityThatWasGivenBefore() {
        store.fold(List.of(priority(19, "j-0", "prioritized", 10), priority(30, "not there yet", "prioritized", 50)));
        assertThat(chance("j-7", 20)).isCloseTo(1 / (19 + Math.pow(10, 0.6)), within(1e-5));
        store.fold(List.of(entry(20, "between", 0.5), entry(40, "after", 0.5)));
        double total = 19 + 2 * Math.pow(10, 0.6) + Math.pow(50, 0.6);
        assertThat(chance("between", 22)).isCloseTo(Math.pow(10, 0.6) / total, within(1e-5));
        assertThat(chance("after", 22)).isCloseTo(Math.pow(50, 0.6) / total, within(1e-5));
        store.fold(List
                .of(LogEntry.of("priorities", 1, 0, Trajectories.START.plusSeconds(19), new ReplayPriority("gone", "prioritized", 30))));
        assertThat(chance("between", 22)).isCloseTo(Math.pow(30, 0.6) / (total + Math.pow(30, 0.6) - Math.pow(10, 0.6)), within(1e-5));
    }

    private double chance(String id, int size) {
        Sampling.Sample sample = sample("prioritized", 2_000, 3);
        assertThat(ids(sample).stream().distinct()).hasSize(size);
        return sample.items().stream().filter(item -> item.trajectoryId().equals(id)).findFirst().orElseThrow().probability();
    }

    @Test
    void aTableHoldsTheLatest() {
        assertThat(ids(sample("small", 100, 1))).containsExactlyInAnyOrder("j-15", "j-16", "j-17", "j-18", "j-19");
        assertThat(ids(sample("newest", 3, 1))).containsExactly("j-19", "j-18", "j-17");
    }

    @Test
    void aStepIsAnItem() {
        Sampling.Sample sample = sample("steps", 10_000, 1);
        assertThat(sample.items()).hasSize(20).allSatisfy(item -> assertThat(item.window()).isEqualTo(new ReplayTable.Window(0, 0)));
        store.fold(List.of(entry(0, 20, successful("three", 0.5).steps(List.of(step("a"), step("b"), step("c"))).build())));
        assertThat(sample("steps", 10_000, 1).items()).hasSize(23).filteredOn(item -> item.trajectoryId().equals("three"))
                .extracting(Sampling.Item::window)
                .containsExactlyInAnyOrder(new ReplayTable.Window(0, 1), new ReplayTable.Window(1, 2), new ReplayTable.Window(2, 3));
    }

    @Test
    void aTrajectoryLeavesATableAfterSoManyDrawsAlsoAcrossRestarts() {
        List<String> first = ids(sample("twice", 15, 1));
        assertThat(first).hasSize(15);
        replay = new ReplayBuffer(store, new ReplayTables(TABLES));
        Map<String, Integer> times = new HashMap<>();
        first.forEach(id -> times.merge(id, 1, Integer::sum));
        for (int seed = 2; seed <= 6; seed++) {
            ids(sample("twice", 15, seed)).forEach(id -> times.merge(id, 1, Integer::sum));
        }
        assertThat(times).hasSize(20).allSatisfy((id, drawn) -> assertThat(drawn).isEqualTo(2));
        assertThat(sample("twice", 15, 7).items()).isEmpty();
        assertThat(replay.tables().stream().filter(state -> state.table().name().equals("twice")).findFirst().orElseThrow().samples())
                .isEqualTo(40);
    }

    @Test
    void aRateLimitSaysWhatIsMissingAndSurvivesARestart() {
        assertThat(sample("limited", 21, 1).items()).hasSize(20);
        assertThat(replay.sample("limited", 30, 1)).isEqualTo(new Sampling.Limited("limited", 4, 20, 20, 20));
        replay = new ReplayBuffer(store, new ReplayTables(TABLES));
        assertThat(replay.sample("limited", 30, 1)).isEqualTo(new Sampling.Limited("limited", 4, 20, 20, 20));
        store.fold(IntStream.range(20, 24).mapToObj(i -> entry(i, "j-" + i, 0.5)).toList());
        assertThat(sample("limited", 30, 1).items()).hasSize(24);
    }

    @Test
    void aSampleOfThePastShowsWhatTheCapHasDroppedSince() {
        try (Store capped = database.open(directory.resolve("capped"), 4)) {
            capped.fold(IntStream.range(0, 4).mapToObj(i -> entry(i, "old-" + i, 0.1)).toList());
            var buffer = new ReplayBuffer(capped, ReplayTables.DEFAULT);
            var before = (Sampling.Sample) buffer.sample("uniform", 3, 5);
            capped.fold(IntStream.range(4, 12).mapToObj(i -> entry(i, "new-" + i, 0.9)).toList());
            assertThat(ids((Sampling.Sample) buffer.sample("uniform", 4, 5))).allSatisfy(id -> assertThat(id).startsWith("new-"));
            var again = (Sampling.Sample) buffer.sampleAsOf("uniform", 3, 5, before.offsets());
            assertThat(items(again)).isEqualTo(items(before));
            assertThat(again.items()).as("what was dropped has no content").extracting(Sampling.Item::payload).containsOnlyNulls();
        }
    }

    @Test
    void aSampleOfThePastShowsTheCopyThatWasFirstThen() {
        store.fold(List.of(entry(1, 0, successful("copied", 0.5).goal("as it came first").build())));
        Sampling.Sample before = sample("uniform", 21, 5);
        store.fold(List.of(entry(0, 20, successful("copied", 0.5).goal("as it stands first on the log").build())));
        assertThat(places(sample("uniform", 100, 5), "copied")).containsExactly("0/20");
        var again = (Sampling.Sample) replay.sampleAsOf("uniform", 21, 5, before.offsets());
        assertThat(places(again, "copied")).containsExactly("1/0");
        assertThat(items(again)).isEqualTo(items(before));
    }

    @Test
    void aTableWithAStalenessHoldsTheLatestPolicyVersions() {
        store.fold(IntStream.range(20, 30).mapToObj(i -> entry(0, i, successful("j-" + i, 0.5).policyVersion("v" + (i - 20) / 2)
                .createdAt(Trajectories.START.plusSeconds(i)).build())).toList());
        assertThat(ids(sample("fresh", 100, 1))).as("v3 and v4").containsExactlyInAnyOrder("j-26", "j-27", "j-28", "j-29");
        store.fold(
                List.of(entry(0, 30, successful("j-30", 0.5).policyVersion("v5").createdAt(Trajectories.START.plusSeconds(30)).build())));
        assertThat(ids(sample("fresh", 100, 1))).containsExactlyInAnyOrder("j-28", "j-29", "j-30");
    }

    @Test
    void twoBuffersOverOneDatabaseCountTogether() {
        var other = new ReplayBuffer(store, new ReplayTables(TABLES));
        assertThat(sample("limited", 11, 1).items()).hasSize(11);
        assertThat(((Sampling.Sample) other.sample("limited", 10, 2)).items()).hasSize(10);
        assertThat(replay.sample("limited", 30, 3)).isEqualTo(new Sampling.Limited("limited", 5, 20, 20, 21));
        assertThat(other.sample("limited", 30, 3)).isEqualTo(replay.sample("limited", 30, 3));
        Map<String, Integer> times = new HashMap<>();
        for (int seed = 1; seed <= 4; seed++) {
            ids(sample("twice", 10, seed)).forEach(id -> times.merge(id, 1, Integer::sum));
            ids((Sampling.Sample) other.sample("twice", 10, seed)).forEach(id -> times.merge(id, 1, Integer::sum));
        }
        assertThat(times.values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(40);
        assertThat(times).hasSize(20).allSatisfy((id, drawn) -> assertThat(drawn).isEqualTo(2));
    }

    @Test
    void aDeclarationThatMakesNoSenseNamesItsField() throws IOException {
        Map<String, String> wrong = Map.of(
                "{\"tables\":[{\"name\":\"a\",\"sampler\":\"priority\"}]}", "sampler",
                "{\"tables\":[{\"name\":\"a\",\"alpha\":11}]}", "alpha",
                "{\"tables\":[{\"name\":\"a\",\"maxSize\":0}]}", "maxSize",
                "{\"tables\":[{\"name\":\"a\\u0000\"}]}", "name: must not hold control characters",
                "{\"tables\":[{\"name\":\"a\",\"sampler\":\"lifo\",\"stratify\":\"agent\"}]}", "stratify",
                "{\"tables\":[{\"name\":\"a\",\"maxTimesSampled\":1,\"item\":\"step\"}]}", "maxTimesSampled",
                "{\"tables\":[{\"name\":\"a\",\"size\":1}]}", "size",
                "{\"tables\":[{\"name\":\"a\"},{\"name\":\"a\"}]}", "two tables");
        for (var one : wrong.entrySet()) {
            Path file = Files.writeString(directory.resolve("tables.json"), one.getKey());
            assertThatThrownBy(() -> ReplayTables.read(file)).as(one.getKey()).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("tables.json").hasMessageContaining(one.getValue());
        }
    }

    @Test
    void refusesWhatItCannotDo() {
        assertThatThrownBy(() -> replay.sample("unifrom", 1, 1)).isInstanceOf(InvalidField.class)
                .hasMessageContaining("did you mean \"uniform\"?");
        assertThatThrownBy(() -> replay.sample("uniform", 0, 1)).hasMessageContaining("must lie in 1..10000");
        assertThatThrownBy(() -> replay.sampleAsOf("uniform", 1, 1, Map.of("trajectories/0", 21L)))
                .hasMessageContaining("must lie in 0..20");
        assertThatThrownBy(() -> replay.sampleAsOf("uniform", 1, 1, Map.of("trajectory/0", 1L)))
                .hasMessageContaining("did you mean \"trajectories/0\"?");
        assertThatThrownBy(() -> replay.sampleAsOf("twice", 1, 1, Map.of("trajectories/0", 1L))).hasMessageContaining("drawn before");
        assertThatThrownBy(() -> new ReplayTables(List.of(ReplayTable.UNIFORM_DEFAULT, ReplayTable.UNIFORM_DEFAULT)))
                .hasMessageContaining("two tables \"uniform\"");
    }

    private static final List<ReplayTable> TABLES = List.of(ReplayTable.UNIFORM_DEFAULT, ReplayTable.PRIORITIZED_DEFAULT,
            table("{\"name\":\"small\",\"maxSize\":5}"),
            table("{\"name\":\"steps\",\"item\":\"step\"}"),
            table("{\"name\":\"agents\",\"sampler\":\"prioritized\",\"stratify\":\"agent\"}"),
            table("{\"name\":\"recent\",\"sampler\":\"recency\",\"halfLifeSeconds\":4}"),
            table("{\"name\":\"newest\",\"sampler\":\"lifo\"}"),
            table("{\"name\":\"fresh\",\"maxStaleness\":1}"),
            table("{\"name\":\"twice\",\"maxTimesSampled\":2}"),
            table("{\"name\":\"limited\",\"rateLimit\":{\"minSize\":10,\"samplesPerInsert\":2,\"errorBuffer\":22}}"));

    private static ReplayTable table(String json) {
        return ((Decoded.Value<ReplayTable>) new Codec().decode(ReplayTable.class, json)).value();
    }

    private static TrajectoryStep step(String id) {
        return new TrajectoryStep(id, null, null, List.of(), "", "search", Map.of(), null, "", TrajectoryOutcome.UNKNOWN, null, null);
    }

    private static LogEntry priority(long offset, String id, String table, double priority) {
        return LogEntry.of("priorities", 0, offset, Trajectories.START.plusSeconds(offset), new ReplayPriority(id, table, priority));
    }

    private Sampling.Sample sample(String table, int count, long seed) {
        return (Sampling.Sample) replay.sample(table, count, seed);
    }

    private static List<String> ids(Sampling.Sample sample) {
        return sample.items().stream().map(Sampling.Item::trajectoryId).toList();
    }

    private static List<String> places(Sampling.Sample sample, String id) {
        return sample.items().stream().filter(item -> item.trajectoryId().equals(id)).map(item -> item.partition() + "/" + item.offset())
                .toList();
    }

    private static List<String> items(Sampling.Sample sample) {
        return sample.items().stream().map(item -> item.trajectoryId() + item.window() + item.probability() + item.weight()).toList();
    }
}
