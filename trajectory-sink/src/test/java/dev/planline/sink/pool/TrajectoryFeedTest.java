package dev.planline.sink.pool;

import static dev.planline.sink.Trajectories.entry;
import static dev.planline.sink.Trajectories.successful;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planline.model.InvalidField;
import dev.planline.sink.TestDatabase;
import dev.planline.sink.store.LogEntry;
import dev.planline.sink.store.Store;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class TrajectoryFeedTest {

    private static final int PARTITIONS = 4;

    @Parameter
    TestDatabase database;

    @TempDir
    Path directory;

    private Store store;
    private TrajectoryFeed feed;

    @BeforeEach
    void open() {
        store = database.open(directory, 0);
        feed = new TrajectoryFeed(store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whoeverAsksFromAnyPositionGetsTheRestOnceInTheOrderOfTheLog(long seed) {
        var random = new SplittableRandom(seed);
        long[] ends = new long[PARTITIONS];
        var expected = new TreeMap<Integer, List<String>>();
        var seen = new TreeMap<Integer, List<String>>();
        FeedPosition at = FeedPosition.START;
        for (int round = 0; round < 30; round++) {
            var batch = new ArrayList<LogEntry>();
            for (int i = random.nextInt(8); i > 0; i--) {
                int partition = random.nextInt(PARTITIONS);
                String id = "j-" + partition + "-" + ends[partition];
                batch.add(entry(partition, ends[partition], successful(id, 0.5).build()));
                expected.computeIfAbsent(partition, _ -> new ArrayList<>()).add(id);
                ends[partition] += 1 + random.nextInt(2); // a transaction's marker takes an offset too
            }
            store.fold(batch);
            TrajectoryFeed.Part part = feed.after(at, TrajectoryFilter.ALL, 1 + random.nextInt(5));
            // the reader stops somewhere in it, and comes back with what stands beside the last that it took
            int taken = random.nextInt(part.items().size() + 1);
            part.items().subList(0, taken).forEach(item -> see(seen, item));
            at = taken == part.items().size() ? part.end() : taken == 0 ? at : part.items().get(taken - 1).after();
            at = FeedPosition.parse("id", at.toString());
        }
        for (TrajectoryFeed.Part part = feed.after(at, TrajectoryFilter.ALL, 7);; part = feed.after(part.end(), TrajectoryFilter.ALL, 7)) {
            part.items().forEach(item -> see(seen, item));
            if (!part.more()) {
                break;
            }
        }
        assertThat(seen).as("seed %d", seed).isEqualTo(expected);
    }

    private static void see(Map<Integer, List<String>> seen, TrajectoryFeed.Item item) {
        String id = item.trajectory().trajectoryId();
        seen.computeIfAbsent(Integer.valueOf(id.split("-")[1]), _ -> new ArrayList<>()).add(id);
    }

    @Test
    void whatTheFilterPassesOverIsBehindTheEnd() {
        store.fold(List.of(entry(0, 3, successful("low", 0.1).build()), entry(0, 4, successful("high", 0.9).build()),
                entry(0, 5, successful("low-2", 0.1).build()), entry(2, 0, successful("low-3", 0.1).build())));
        var filter = new TrajectoryFilter(null, null, null, null, 0.5, null, null, null, null, null, null, null);
        TrajectoryFeed.Part part = feed.after(FeedPosition.START, filter, 10);
        assertThat(part.items()).hasSize(1).first().hasToString(
                new TrajectoryFeed.Item(successful("high", 0.9).build(), FeedPosition.parse("id", "0:5")).toString());
        assertThat(part.end()).hasToString("0:6,2:1").isEqualTo(feed.now());
        assertThat(part.more()).isFalse();
    }

    @Test
    void whatHasComeBeforeIsPassedOver() {
        store.fold(List.of(entry(1, 0, successful("a", 0.5).build()), entry(1, 1, successful("a", 0.6).build()),
                entry(1, 2, successful("b", 0.7).build())));
        assertThat(feed.after(FeedPosition.START, TrajectoryFilter.ALL, 10).items())
                .extracting(item -> item.trajectory().trajectoryId() + " " + item.after()).containsExactly("a 1:1", "b 1:3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0:", "0:1,", "0:1,0:2", "0:-1", "a:1", "0:1 ", "0:1234567890123", "Start"})
    void whatIsNoPositionIsRefused(String text) {
        assertThatThrownBy(() -> FeedPosition.parse("Last-Event-ID", text)).isInstanceOf(InvalidField.class)
                .hasMessageContaining("Last-Event-ID");
    }

    @Test
    void anEmptyStoreIsAtTheStart() {
        assertThat(feed.now()).isEqualTo(FeedPosition.START).hasToString("start");
        assertThat(FeedPosition.parse("id", "start")).isEqualTo(FeedPosition.START);
    }
}
