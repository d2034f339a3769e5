package dev.planline.sink.store;

import static dev.planline.sink.Trajectories.entry;
import static dev.planline.sink.Trajectories.successful;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planline.model.Agent;
import dev.planline.model.Constraints;
import dev.planline.model.CostTier;
import dev.planline.model.ReplayPriority;
import dev.planline.model.Task;
import dev.planline.model.Trajectory;
import dev.planline.model.TrajectoryBuilder;
import dev.planline.model.TrajectoryOutcome;
import dev.planline.sink.TestDatabase;
import dev.planline.sink.Trajectories;
import dev.planline.sink.pool.TrajectoryFilter;
import dev.planline.sink.pool.TrajectoryPool;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class StoreTest {

    @Parameter
    TestDatabase database;

    @TempDir
    Path directory;

    @Test
    void textsThatADatabaseWouldNotTakeStopNothing() {
        var random = new Random(7);
        String long1 = random.ints(9_000, 0x4e00, 0x9fff).collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        String pairs = "x" + "\ud83d\ude00".repeat(5_000);
        Trajectory hostile = successful("j-1", 0.5).goal("a\0b ' OR 1=1; --").reasoningPattern("r\0").policyVersion("v\0")
                .keyInsights(List.of(long1, pairs, "i\0")).failureReasons(List.of(long1)).build();
        try (Store store = database.open(directory, 0)) {
            store.fold(List.of(entry(0, 0, hostile), entry(0, 1, successful("j-2", 0.5).build())));
            var pool = new TrajectoryPool(store);
            assertThat(pool.get("j-1")).contains(hostile);
            assertThat(pool.size()).isEqualTo(2);
            assertThat(pool.insights(TrajectoryFilter.ALL, 10)).contains(long1.substring(0, TrajectoryRows.NOTE_LIMIT),
                    pairs.substring(0, TrajectoryRows.NOTE_LIMIT - 1), "i\ufffd");
            assertThat(pool.list(byText("a\0b"), 10, null).items()).containsExactly(hostile);
            assertThat(pool.list(TrajectoryFilter.ofAgent("a\0"), 10, null).items()).isEmpty();
        }
    }

    @Test
    void aQuestionThatTakesTooLongIsGivenUpAndTheNextIsAnswered() {
        try (Store store = database.open(directory, 0);
                var quota = new Quota(Duration.ofMillis(300), 1 << 20, new Budget(1 << 20))) {
            String endless = "WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n";
            assertThatThrownBy(() -> quota.within(
                    () -> store.read(connection -> Sql.all(connection, endless, row -> row.getLong(1)))))
                    .isInstanceOf(QuotaExceeded.class).hasMessageContaining("longer than 300 ms");
            assertThat(store.offsets()).isEmpty();
        }
    }

    private static TrajectoryFilter byText(String text) {
        return new TrajectoryFilter(null, null, null, null, null, null, null, null, null, null, null, text);
    }

    @Test
    void foldingTwiceIsFoldingOnce() {
        List<LogEntry> log = log(200);
        try (Store store = database.open(directory, 0)) {
            store.fold(log);
            String once = store.digest().whole();
            store.fold(log.subList(50, 200));
            store.fold(log);
            assertThat(store.digest().whole()).isEqualTo(once);
            assertThat(new TrajectoryPool(store).size()).isEqualTo(150);
            assertThat(store.offsets()).containsEntry(new Position("trajectories", 0), 197L);
        }
    }

    @Test
    void theSizeIsThatOfTheWholeDatabase() {
        try (Store store = database.open(directory, 0)) {
            long before = store.bytes();
            assertThat(before).isPositive();
            store.fold(log(200));
            assertThat(store.bytes()).isGreaterThan(before);
        }
    }

    @Test
    void theOrderOfPartitionsDoesNotMatter() {
        long seed = 3;
        var random = new Random(seed);
        List<LogEntry> log = log(200);
        List<String> digests = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            List<Integer> partitions = new ArrayList<>(List.of(0, 1, 2, 3));
            Collections.shuffle(partitions, random);
            try (Store store = database.open(directory.resolve("s" + i), 0)) {
                partitions.forEach(partition -> store.fold(log.stream().filter(entry -> entry.partition() == partition).toList()));
                digests.add(store.digest().whole());
            }
        }
        assertThat(Set.copyOf(digests)).as("seed %d", seed).hasSize(1);
    }

    @Test
    void ofTheSameTrajectoryTheFirstOnTheLogIsKept() {
        Trajectory first = successful("j", 0.5).build();
        Trajectory second = successful("j", 0.9).parents(List.of("p")).build();
        try (Store store = database.open(directory, 0)) {
            store.fold(List.of(entry(1, 7, second)));
            store.fold(List.of(entry(0, 3, first)));
            store.fold(List.of(entry(2, 1, second)));
            assertThat(new TrajectoryPool(store).get("j")).contains(first);
            assertThat(new TrajectoryPool(store).lineage("j").ancestors()).isEmpty();
        }
    }

    @Test
    void aBatchThatFailsLeavesNothing() {
        try (Store store = database.open(directory, 0)) {
            store.fold(List.of(entry(0, "a", 0.5)));
            String before = store.digest().whole();
            List<LogEntry> broken = List.of(entry(1, "b", 0.5),
                    LogEntry.of("priorities", -1, 0, Trajectories.START, new ReplayPriority("b", "prioritized", 1)));
            assertThatThrownBy(() -> store.fold(broken)).hasMessageContaining("no place for partition -1");
            assertThat(store.digest().whole()).isEqualTo(before);
            store.fold(List.of(entry(1, "b", 0.5)));
            assertThat(new TrajectoryPool(store).size()).isEqualTo(2);
        }
    }

    @Test
    void whatWasCommittedIsThereAfterReopening() {
        try (Store store = database.open(directory, 0)) {
            store.fold(log(100));
        }
        try (Store store = database.open(directory, 0)) {
            assertThat(new TrajectoryPool(store).size()).isEqualTo(75);
        }
    }

    @Test
    void theCapBindsWhateverTheOrderOfArrival() {
        long seed = 11;
        var random = new Random(seed);
        List<Trajectory> all = new ArrayList<>(IntStream.range(0, 1_000)
                .mapToObj(i -> new TrajectoryBuilder("j-" + i, "dev", random.nextInt(20), TrajectoryOutcome.SUCCESS, random.nextDouble())
                        .reasoningPattern("p" + random.nextInt(30)).createdAt(Trajectories.START.plusSeconds(i)).build())
                .toList());
        Set<Set<String>> kept = new HashSet<>();
        for (int round = 0; round < 4; round++) {
            Collections.shuffle(all, random);
            try (Store store = database.open(directory.resolve("r" + round), 50)) {
                int size = round == 0 ? 1_000 : 37 * round;
                for (int i = 0; i < all.size(); i += size) {
                    List<Trajectory> part = all.subList(i, Math.min(all.size(), i + size));
                    int from = i;
                    store.fold(IntStream.range(0, part.size()).mapToObj(k -> entry(0, from + k, part.get(k))).toList());
                }
                var pool = new TrajectoryPool(store);
                assertThat(pool.size()).isEqualTo(50);
                Set<String> ids = new HashSet<>();
                pool.export(TrajectoryFilter.ALL, trajectory -> ids.add(trajectory.trajectoryId()));
                kept.add(ids);
            }
        }
        assertThat(kept).as("seed %d", seed).hasSize(1);
    }

    @Test
    void ofManyCopiesTheFirstOnTheLogIsShownInWhateverOrderTheyArrive() {
        long seed = 5;
        var random = new Random(seed);
        var contents = List.of(successful("j", 0.1).parents(List.of("p")).build(),
                successful("j", 0.2).keyInsights(List.of("look")).build(),
                successful("j", 0.3).build());
        var copies = new ArrayList<LogEntry>();
        for (int i = 0; i < 12; i++) {
            copies.add(entry(i % 4, i, contents.get(random.nextInt(3))));
        }
        var digests = new HashSet<String>();
        for (int round = 0; round < 10; round++) {
            List<Integer> partitions = new ArrayList<>(List.of(0, 1, 2, 3));
            Collections.shuffle(partitions, random);
            try (Store store = database.open(directory.resolve("c" + round), 0)) {
                for (int partition : partitions) {
                    List<LogEntry> part = copies.stream().filter(entry -> entry.partition() == partition).toList();
                    if (round % 2 == 0) {
                        store.fold(part);
                    } else {
                        part.forEach(entry -> store.fold(List.of(entry)));
                    }
                }
                var pool = new TrajectoryPool(store);
                assertThat(pool.size()).isEqualTo(1);
                assertThat(pool.get("j")).hasValue((Trajectory) copies.getFirst().value());
                digests.add(parts(store.digest(), "trajectories/", "notes/", "parents"));
            }
        }
        assertThat(digests).as("seed %d", seed).hasSize(1);
    }

    @Test
    void whatWasEvictedStaysSoWhenItComesAgainAndKeepsItsPlaceInTheLine() {
        try (Store store = database.open(directory, 2)) {
            Trajectory poor = successful("poor", 0.1).build();
            store.fold(List.of(entry(0, 0, poor), entry(0, 1, successful("good", 0.8).parents(List.of("poor")).build()),
                    entry(0, 2, successful("best", 0.9).parents(List.of("good")).build())));
            store.fold(List.of(entry(0, 3, poor), entry(1, 0, poor)));
            var pool = new TrajectoryPool(store);
            assertThat(pool.size()).isEqualTo(2);
            assertThat(pool.get("poor")).isEmpty();
            assertThat(pool.lineage("best").ancestors()).containsExactly("good", "poor");
        }
    }

    @Test
    void aLargePayloadIsKeptSmallAndComesBackAsItWas() {
        Trajectory large = successful("j", 0.5).codeAfter("return 1;\n".repeat(10_000)).build();
        try (Store store = database.open(directory, 0)) {
            store.fold(List.of(entry(0, 0, large)));
            int kept = store.read(connection -> Sql.all(connection, "SELECT length(payload) FROM bodies", row -> row.getInt(1))).getFirst();
            assertThat(kept).isLessThan(2_000);
            assertThat(new TrajectoryPool(store).get("j")).contains(large);
        }
    }

    @Test
    void aPayloadKeepsTheFieldsOfANewerSchema() {
        byte[] json = "{\"trajectoryId\":\"j\",\"agent\":\"dev\",\"generation\":0,\"outcome\":\"success\",\"score\":0.5,\"later\":1}"
                .getBytes(StandardCharsets.UTF_8);
        try (Store store = database.open(directory, 0)) {
            store.fold(List.of(new LogEntry("trajectories", 0, 0, Trajectories.START, null, successful("j", 0.5).build(), Payload.of(json),
                    Map.of())));
            assertThat(new TrajectoryPool(store).get("j")).contains(successful("j", 0.5).build());
            assertThat(store.read(connection -> Sql.all(connection, "SELECT payload FROM bodies", row -> row.getBytes(1))).getFirst())
                    .isEqualTo(json);
        }
    }

    @Test
    void theDigestNamesThePartitionInWhichTwoStoresDiffer() {
        try (Store one = database.open(directory.resolve("one"), 0);
                Store other = database.open(directory.resolve("other"), 0)) {
            one.fold(log(40));
            other.fold(log(40).stream().map(entry -> entry.offset() == 4 ? entry(0, 4, successful("j-4", 0.99).build()) : entry).toList());
            var different = new TreeMap<>(one.digest().parts());
            other.digest().parts().forEach((part, digest) -> {
                if (digest.equals(different.get(part))) {
                    different.remove(part);
                }
            });
            assertThat(different.keySet()).containsExactly("trajectories/0");
        }
    }

    @Test
    void readersNeverSeeABatchHalfDone() throws Exception {
        var wrong = new ConcurrentLinkedQueue<Integer>();
        var failures = new ConcurrentLinkedQueue<Throwable>();
        var done = new CountDownLatch(1);
        try (Store store = database.open(directory, 0)) {
            var pool = new TrajectoryPool(store);
            List<Thread> readers = IntStream.range(0, 16).mapToObj(i -> Thread.ofVirtual().start(() -> {
                try {
                    while (done.getCount() > 0) {
                        int size = pool.size();
                        if (size % 10 != 0) {
                            wrong.add(size);
                        }
                    }
                } catch (RuntimeException e) {
                    failures.add(e);
                }
            })).toList();
            for (int batch = 0; batch < 100; batch++) {
                int from = batch * 10;
                store.fold(IntStream.range(from, from + 10).mapToObj(i -> entry(i, "j-" + i, 0.5)).toList());
            }
            done.countDown();
            for (Thread reader : readers) {
                reader.join();
            }
            assertThat(pool.size()).isEqualTo(1_000);
        }
        assertThat(wrong).isEmpty();
        assertThat(failures).isEmpty();
    }

    /** Four kinds of records over four partitions each; every fourth is a task. */
    private static List<LogEntry> log(int size) {
        var log = new ArrayList<LogEntry>();
        for (int i = 0; i < size; i++) {
            int partition = i % 4;
            if (i % 8 == 7) {
                log.add(LogEntry.of("agents", partition, i, Trajectories.START,
                        new Agent("a" + i, "", List.of("code"), List.of(), CostTier.CHEAP, null, 0.5, 1)));
                log.add(LogEntry.of("priorities", partition, i, Trajectories.START, new ReplayPriority("j-" + i % 16, "prioritized", i)));
            } else if (i % 4 == 3) {
                log.add(LogEntry.of("tasks", partition, i, Trajectories.START, new Task("t-" + i, "goal", Map.of(), Constraints.DEFAULT)));
            } else {
                log.add(entry(partition, i, successful("j-" + i, i / 1_000.0).taskId("t-" + i).build()));
            }
        }
        return log;
    }

    private static String parts(Digest digest, String... prefixes) {
        return digest.parts().entrySet().stream().filter(part -> Stream.of(prefixes).anyMatch(part.getKey()::startsWith)).toList()
                .toString();
    }
}
