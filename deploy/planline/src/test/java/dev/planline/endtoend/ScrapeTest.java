package dev.planline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.docs.KnownSeries;
import dev.planline.model.Constraints;
import dev.planline.model.Plan;
import dev.planline.model.Step;
import dev.planline.model.TrajectoryBuilder;
import dev.planline.model.TrajectoryOutcome;
import dev.planline.router.RouterMain;
import dev.planline.sink.SinkMain;
import dev.planline.testkit.LocalHttp;
import dev.planline.testkit.TestKafka;
import dev.planline.wire.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What real workers serve at {@code /metrics} is what the catalogue says, and all that the board expects of libraries is there. */
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class ScrapeTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    /** Made only when there is something to count, or for a planner. */
    private static final Set<String> NOT_HERE = Set.of("planline_trajectories_learnt", "planline_model", "planline_spans");

    @TempDir
    Path directory;

    @Test
    void everySeriesIsKnownByNameAndLabels() {
        int routerPort = LocalHttp.freePort();
        int sinkPort = LocalHttp.freePort();
        int apiPort = LocalHttp.freePort();
        try (var kafka = new TestKafka(1);
                var _ = new ChildWorker(RouterMain.class, directory, settings(kafka, routerPort, Map.of()));
                var _ = new ChildWorker(SinkMain.class, directory, settings(kafka, sinkPort, Map.of("sink.directory",
                        directory.resolve("store").toString(), "sink.port", String.valueOf(apiPort), "sink.api.open", "true")))) {
            kafka.publish(Topic.PLANS, new Plan("t", 1, "goal", "test", 1, List.of(), List.of(),
                    List.of(new Step("s", "code", "do it", null, List.of())), Map.of(), Constraints.DEFAULT, List.of()));
            kafka.publish(Topic.TRAJECTORIES, new TrajectoryBuilder("j", "dev", 0, TrajectoryOutcome.SUCCESS, 0.5).build());
            Awaitility.await().atMost(LONG).until(() -> scrape(routerPort).contains("planline_records_handled_total{stage=\"router\"} 1.0")
                    && scrape(sinkPort).contains("planline_trajectories_stored 1.0"));
            assertThat(LocalHttp.get(apiPort, "/v1/tasks").body()).startsWith("{\"items\":");
            Awaitility.await().atMost(LONG).untilAsserted(() -> check(scrape(routerPort) + scrape(sinkPort)));
        }
    }

    private static void check(String text) {
        Map<String, Set<String>> found = Scrape.of(text);
        KnownSeries.OF_LIBRARIES.forEach((name, labels) -> {
            assertThat(found).containsKey(name);
            assertThat(found.get(name)).as(name).containsAll(labels);
        });
        Map<String, Set<String>> known = KnownSeries.ofCatalogue();
        var ours = new TreeSet<String>();
        found.forEach((name, labels) -> {
            if (name.startsWith("planline_")) {
                assertThat(known).containsKey(name);
                assertThat(labels).as(name).isEqualTo(known.get(name));
                ours.add(name);
            }
        });
        assertThat(known.keySet()).filteredOn(name -> NOT_HERE.stream().noneMatch(name::startsWith))
                .containsExactlyInAnyOrderElementsOf(ours);
    }

    private static Map<String, String> settings(TestKafka kafka, int port, Map<String, String> more) {
        var settings = new HashMap<>(Map.of("bootstrap.servers", TestKafka.bootstrapServers(), "prefix", kafka.prefix(),
                "management.host", "127.0.0.1", "management.port", String.valueOf(port)));
        settings.putAll(more);
        return settings;
    }

    /** Empty while nobody answers. */
    private static String scrape(int port) {
        return LocalHttp.get(port, "/metrics").body();
    }
}
