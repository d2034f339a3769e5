package dev.planline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.cli.console.Console;
import dev.planline.cli.registry.ExampleRegistry;
import dev.planline.client.Cluster;
import dev.planline.client.TaskPublisher;
import dev.planline.client.TopicReader;
import dev.planline.model.Abandonment;
import dev.planline.model.Constraints;
import dev.planline.model.Plan;
import dev.planline.model.Priority;
import dev.planline.model.Rejection;
import dev.planline.model.RoutedPlan;
import dev.planline.model.Task;
import dev.planline.planner.PlannerMain;
import dev.planline.router.RouterMain;
import dev.planline.sink.SinkMain;
import dev.planline.sink.pool.TaskLives;
import dev.planline.sink.store.Store;
import dev.planline.testkit.TestKafka;
import dev.planline.validator.ValidatorMain;
import dev.planline.wire.Topic;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 5,000 tasks go through while every worker is killed three times: each has exactly one outcome, each key keeps its order. */
class NothingLostTest {

    private static final int TASKS = 5_000;
    private static final int KILLS = 3;
    private static final int CHUNK = TASKS / (KILLS + 1);
    private static final int ROUNDS = 2;

    /** Each so many-th task has a budget that no plan can keep, so that it goes round until the planner has no smaller plan. */
    private static final int HOPELESS = 25;

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final List<String> GOALS = List.of("Fix the login of the shop", "Write a blog article about threads",
            "Analyze the sales data of March", "Deploy the search service to Kubernetes", "Research competitors in the market for bikes");

    @TempDir
    private Path directory;

    private final TestKafka kafka = new TestKafka(6);
    private final Cluster cluster = new Cluster(TestKafka.bootstrapServers(), kafka.prefix(), Map.of());
    private final Map<String, ChildWorker> workers = new LinkedHashMap<>();

    @AfterEach
    void stop() {
        workers.values().forEach(ChildWorker::close);
        kafka.close();
    }

    @Test
    void everyTaskHasExactlyOneOutcomeThoughEveryWorkerIsKilledThreeTimes() throws Exception {
        ExampleRegistry.apply(console(), cluster);
        start("planner", PlannerMain.class, Map.of());
        start("router", RouterMain.class, Map.of());
        start("validator", ValidatorMain.class, Map.of());
        start("sink", SinkMain.class, Map.of("sink.port", "0", "sink.directory", directory.resolve("store").toString(),
                "sink.api.open", "true"));
        try (var outputs = new Progress(); var publisher = new TaskPublisher(cluster, "test")) {
            for (int chunk = 0; chunk <= KILLS; chunk++) {
                submit(publisher, chunk);
                if (chunk < KILLS) {
                    int before = chunk * CHUNK;
                    // one after the other, each while its own output of this chunk is under way
                    outputs.await(Topic.PLANS, before + 1);
                    workers.get("planner").killAndRestart();
                    outputs.await(Topic.ROUTES, before + 1);
                    workers.get("router").killAndRestart();
                    outputs.await(Topic.VALIDATED, before * (HOPELESS - 1) / HOPELESS + 1);
                    workers.get("validator").killAndRestart();
                    workers.get("sink").killAndRestart();
                }
            }
            outputs.awaitOutcomes(TASKS);
        }
        for (String stage : List.of("planner", "router", "validator")) {
            Awaitility.await().atMost(LONG).until(() -> kafka.lag(kafka.prefix() + "-" + stage, read(stage)) == 0);
        }
        Awaitility.await().atMost(LONG).until(this::theSinkHasEverything);
        for (ChildWorker worker : workers.values()) {
            assertThat(worker.stop()).isZero();
        }
        everyTaskHasOneOutcome();
        everyKeyIsInOrder();
    }

    private void everyTaskHasOneOutcome() {
        List<String> validated = kafka.read(Topic.VALIDATED, RoutedPlan.class).stream().map(route -> route.plan().taskId()).toList();
        List<String> abandoned = kafka.read(Topic.ABANDONED, Abandonment.class).stream().map(given -> given.task().taskId()).toList();
        for (Topic topic : Topic.values()) {
            assertThat(kafka.deadLetters(topic)).as("dead letters of %s", topic).isEmpty();
        }
        assertThat(abandoned).hasSize(TASKS / HOPELESS).doesNotHaveDuplicates();
        var ended = new ArrayList<>(validated);
        ended.addAll(abandoned);
        assertThat(ended).containsExactlyInAnyOrderElementsOf(IntStream.range(0, TASKS).mapToObj(NothingLostTest::id).toList());
    }

    private void everyKeyIsInOrder() {
        Map<String, List<Integer>> plans = byKey(Topic.PLANS, Plan.class, Plan::taskId, Plan::revision);
        Map<String, List<Integer>> routes = byKey(Topic.ROUTES, RoutedPlan.class, route -> route.plan().taskId(),
                route -> route.plan().round());
        Map<String, List<Integer>> rejections = byKey(Topic.REJECTED, Rejection.class, rejection -> rejection.task().taskId(),
                rejection -> rejection.verdict().round());
        for (int i = 0; i < TASKS; i++) {
            List<Integer> rounds = IntStream.rangeClosed(1, hopeless(i) ? ROUNDS : 1).boxed().toList();
            assertThat(routes.get(id(i))).as("rounds of routes of %s", id(i)).isEqualTo(rounds);
            assertThat(plans.get(id(i))).as("revisions of plans of %s", id(i)).isSorted().doesNotHaveDuplicates().startsWith(1);
            assertThat(rejections.getOrDefault(id(i), List.of())).as("rejections of %s", id(i))
                    .isEqualTo(hopeless(i) ? rounds : List.of());
        }
    }

    private <T extends Record> Map<String, List<Integer>> byKey(Topic topic, Class<T> type, Function<T, String> key,
            ToIntFunction<T> number) {
        return kafka.read(topic, type).stream()
                .collect(Collectors.groupingBy(key, Collectors.mapping(number::applyAsInt, Collectors.toList())));
    }

    private boolean theSinkHasEverything() {
        try (Store store = Store.open(directory.resolve("store"), 0)) {
            var lives = new TaskLives(store);
            return IntStream.range(0, TASKS)
                    .allMatch(i -> lives.get(id(i)).filter(life -> life.status().equals(hopeless(i) ? "abandoned" : "validated"))
                            .isPresent());
        }
    }

    private void submit(TaskPublisher publisher, int chunk) {
        for (int i = chunk * CHUNK; i < (chunk + 1) * CHUNK; i++) {
            Constraints constraints = hopeless(i) ? new Constraints(100, 5, 0.0, null, Priority.MEDIUM) : Constraints.DEFAULT;
            var _ = publisher.submit(new Task(id(i), GOALS.get(i % GOALS.size()), Map.of(), constraints));
        }
        publisher.flush();
    }

    private static boolean hopeless(int i) {
        return i % HOPELESS == 0;
    }

    private static String id(int i) {
        return "k-" + i;
    }

    private static EnumSet<Topic> read(String stage) {
        return switch (stage) {
            case "planner" -> EnumSet.of(Topic.TASKS, Topic.REJECTED);
            case "router" -> EnumSet.of(Topic.PLANS, Topic.REJECTED);
            default -> EnumSet.of(Topic.ROUTES);
        };
    }

    private void start(String stage, Class<?> main, Map<String, String> own) {
        var settings = new HashMap<>(own);
        settings.put("bootstrap.servers", cluster.bootstrapServers());
        settings.put("prefix", cluster.prefix());
        settings.put("instance.id", "only");
        settings.put("management.port", "0");
        workers.put(stage, new ChildWorker(main, directory, settings));
    }

    private static Console console() {
        return new Console(InputStream.nullInputStream(), System.out, System.err, Map.of(), Path.of("../.."), () -> false);
    }

    /** Counts what has been committed, as it comes in. */
    private final class Progress implements AutoCloseable {

        private final TopicReader reader = TopicReader.of(cluster,
                List.of(name(Topic.PLANS), name(Topic.ROUTES), name(Topic.VALIDATED), name(Topic.ABANDONED)));
        private final Map<String, Integer> counts = new HashMap<>();

        private String name(Topic topic) {
            return topic.name(kafka.prefix());
        }

        private int count(Topic topic) {
            return counts.getOrDefault(name(topic), 0);
        }

        private void read() {
            for (ConsumerRecord<byte[], byte[]> record : reader.poll(Duration.ofMillis(50))) {
                counts.merge(record.topic(), 1, Integer::sum);
            }
        }

        void await(Topic topic, int count) {
            Awaitility.await().atMost(LONG).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> {
                read();
                return count(topic) >= count;
            });
        }

        void awaitOutcomes(int count) {
            Awaitility.await().atMost(LONG).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> {
                read();
                return count(Topic.VALIDATED) + count(Topic.ABANDONED) >= count;
            });
        }

        @Override
        public void close() {
            reader.close();
        }
    }
}
