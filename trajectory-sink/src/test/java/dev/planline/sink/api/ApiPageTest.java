package dev.planline.sink.api;

import static dev.planline.sink.Trajectories.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.client.api.Filter;
import dev.planline.client.api.NewTrajectory;
import dev.planline.client.api.ParentDraw;
import dev.planline.client.api.Parents;
import dev.planline.client.api.Sample;
import dev.planline.client.api.SinkClient;
import dev.planline.client.api.Statistics;
import dev.planline.client.api.Subscription;
import dev.planline.model.Trajectory;
import dev.planline.model.TrajectoryOutcome;
import dev.planline.testkit.GeneratedFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/api.md shows in Java stands here too, and works. */
class ApiPageTest {

    private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path directory;

    private final String token = "reads-and-writes";
    private final List<Trajectory> learned = new ArrayList<>();
    private TestApi api;
    private URI address;

    @BeforeEach
    void open() {
        api = new TestApi(directory, Access.byToken(List.of(), List.of(token)));
        address = URI.create("http://127.0.0.1:" + api.port());
        api.store.fold(IntStream.range(0, 10).mapToObj(i -> entry(i, "j-" + i, i / 10.0)).toList());
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void thePageShowsWhatIsHere() throws IOException {
        String here = flat(Files.readString(GeneratedFile.root()
                .resolve("trajectory-sink/src/test/java/dev/planline/sink/api/ApiPageTest.java")));
        List<String> examples = EXAMPLE.matcher(Files.readString(GeneratedFile.root().resolve("docs/api.md"))).results()
                .map(found -> flat(found.group(1))).toList();
        assertThat(examples).hasSize(3).allSatisfy(example -> assertThat(here).contains(example));
    }

    private static String flat(String code) {
        return code.strip().replaceAll("\\s+", " ");
    }

    @Test
    void asks() {
        try (var sink = new SinkClient(address, token)) {
            Statistics figures = sink.statistics(Filter.ALL);
            List<String> good = sink.trajectories(Filter.ALL.outcome(TrajectoryOutcome.SUCCESS).minScore(0.8))
                    .limit(500) // pages are fetched as the stream gets there
                    .map(Trajectory::trajectoryId)
                    .toList();

            Sample sample = sink.sample("prioritized", 32);
            Sample same = sink.sample("prioritized", 32, sample.seed(), sample.offsets());

            var errors = new HashMap<String, Double>();
            sample.items().forEach(item -> errors.put(item.trajectoryId(), 0.5 * item.weight()));
            sink.prioritize("prioritized", errors);

            Parents parents = sink.parents(Filter.ALL.task("t-42"), ParentDraw.by("shinka", 2).withoutRepetition());
            report(figures, good, same, parents);
        }
    }

    private void report(Statistics figures, List<String> good, Sample same, Parents parents) {
        assertThat(figures.total()).isEqualTo(10);
        assertThat(good).containsExactly("j-9", "j-8");
        assertThat(same.items()).hasSize(32);
        assertThat(api.published).hasSizeBetween(1, 10);
        assertThat(parents.candidates()).isZero();
    }

    @Test
    void exports() {
        var file = new ArrayList<Trajectory>();
        try (var sink = new SinkClient(address, token)) {
            try (Stream<Trajectory> all = sink.export(Filter.ALL)) {
                all.forEach(file::add);
            }
        }
        assertThat(file).hasSize(10);
    }

    @Test
    void follows() throws InterruptedException {
        String position = "0:3";
        try (var sink = new SinkClient(address, token)) {
            try (Subscription events = sink.subscribe(Filter.ALL, position)) {
                while (!done()) {
                    NewTrajectory next = events.next();
                    learn(next.trajectory());
                    position = next.position();
                }
            }
        }
        assertThat(learned).extracting(Trajectory::trajectoryId)
                .containsExactlyElementsOf(IntStream.range(3, 10).mapToObj(i -> "j-" + i).toList());
        assertThat(position).isEqualTo("0:10");
    }

    private boolean done() {
        return learned.size() == 7;
    }

    private void learn(Trajectory trajectory) {
        learned.add(trajectory);
    }
}
