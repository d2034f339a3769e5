package dev.planline.sink.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.model.Constraints;
import dev.planline.model.PassedOver;
import dev.planline.model.Plan;
import dev.planline.model.Step;
import dev.planline.model.Task;
import dev.planline.model.Trajectory;
import dev.planline.model.Usage;
import dev.planline.observability.Meter;
import dev.planline.redaction.Redactor;
import dev.planline.sink.Trajectories;
import dev.planline.sink.pool.TaskLives;
import dev.planline.sink.pool.TrajectoryPool;
import dev.planline.sink.store.Store;
import dev.planline.testkit.TestKafka;
import dev.planline.tracing.Tracing;
import dev.planline.wire.ErrorHeaders;
import dev.planline.wire.EventHeaders;
import dev.planline.wire.Redrives;
import dev.planline.wire.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class LogReaderTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private final TestKafka kafka = new TestKafka(3);
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicInteger redacted = new AtomicInteger();

    @AfterEach
    void close() {
        kafka.close();
    }

    @Test
    void everyTrajectoryIsStoredOnceAcrossRestarts() {
        for (int round = 1; round <= 3; round++) {
            for (int i = 0; i < 100; i++) {
                kafka.publish(Topic.TRAJECTORIES, Trajectories.successful("j-" + round + "-" + i, 0.5).taskId("t-" + i).build());
            }
            int expected = round * 100;
            following(store -> Awaitility.await().atMost(LONG).until(() -> new TrajectoryPool(store).size() == expected));
        }
        assertThat(kafka.deadLetters(Topic.TRAJECTORIES)).isEmpty();
    }

    @Test
    void whatIsMalformedIsKeptAsADeadLetterOnceEvenIfTheStoreLosesTheBatch() {
        kafka.publish(Topic.TRAJECTORIES, "a",
                bytes("{\"trajectoryId\":\"a\",\"agent\":\"dev\",\"generation\":0,\"outcome\":\"success\",\"score\":1.2}"));
        kafka.publish(Topic.TRAJECTORIES, "b",
                bytes("{\"trajectoryId\":\"b\",\"agent\":\"dev\",\"generation\":0,\"outcome\":\"success\",\"score\":NaN}"));
        kafka.publish(Topic.TRAJECTORIES, "c", bytes(
                "{\"trajectoryId\":\"c\",\"agent\":\"dev\",\"generation\":0,\"operator\":\"mutation\",\"outcome\":\"success\",\"score\":0.5}"));
        kafka.publish(Topic.AGENTS, "x", bytes("{\"stepTypes\":[\"code\"]}"));
        kafka.publish(Topic.TRAJECTORIES, Trajectories.successful("good", 0.5).build());
        following(store -> Awaitility.await().atMost(LONG).until(() -> new TrajectoryPool(store).size() == 1));
        Path before = directory;
        directory = before.resolve("lost"); // another, empty store: as if the database had never committed
        following(store -> Awaitility.await().atMost(LONG).until(() -> new TrajectoryPool(store).size() == 1));
        assertThat(problems(Topic.TRAJECTORIES)).containsExactlyInAnyOrder(
                "score: is 1.2; must lie in 0..1",
                ": is not valid JSON at line 1, column 81: Non-standard token 'NaN': enable `JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS` to allow",
                "operator: unknown value \"mutation\"; use one of baseline, revision, recombination, refinement");
        assertThat(problems(Topic.AGENTS)).containsExactly("name: is required");
    }

    @Test
    void theStoreNeverHoldsASecret() throws IOException {
        String secret = "AKIAIOSFODNN7EXAMPLE";
        kafka.publish(Topic.TRAJECTORIES, Trajectories.successful("j", 0.5).goal("use " + secret).keyInsights(List.of(secret)).build());
        following(store -> {
            var pool = new TrajectoryPool(store);
            Awaitility.await().atMost(LONG).until(() -> pool.size() == 1);
            Trajectory stored = pool.get("j").orElseThrow();
            assertThat(stored.goal()).isEqualTo("use [redacted:aws-key]");
            assertThat(stored.keyInsights()).containsExactly("[redacted:aws-key]");
        });
        assertThat(redacted).hasValue(2);
        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files.filter(Files::isRegularFile)).isNotEmpty().allSatisfy(file -> assertThat(Files.readAllBytes(file))
                    .asString(StandardCharsets.ISO_8859_1).doesNotContain(secret));
        }
    }

    @Test
    void theLifeOfATaskShowsThatItBecameADeadLetter() {
        kafka.publish(Topic.TASKS, new Task("t-1", "goal"));
        send(Topic.TASKS.deadLetterName(kafka.prefix()), "t-2", "rubbish",
                Map.of(ErrorHeaders.KIND, "malformed", ErrorHeaders.MESSAGE, "no good"));
        following(store -> {
            var lives = new TaskLives(store);
            Awaitility.await().atMost(LONG).until(() -> lives.get("t-1").isPresent() && lives.get("t-2").isPresent());
            assertThat(lives.get("t-1").orElseThrow().status()).isEqualTo("open");
            TaskLives.Life life = lives.get("t-2").orElseThrow();
            assertThat(life.status()).isEqualTo("deadLettered");
            assertThat(life.events().getFirst().detail().toString()).isEqualTo("{\"kind\":\"malformed\",\"message\":\"no good\"}");
        });
    }

    private void send(String topic, String key, String value, Map<String, String> headers) {
        var message = new ProducerRecord<>(topic, bytes(key), bytes(value));
        headers.forEach((name, text) -> EventHeaders.put(message.headers(), name, text));
        try (var producer = new KafkaProducer<>(Map.of("bootstrap.servers", TestKafka.bootstrapServers()), new ByteArraySerializer(),
                new ByteArraySerializer())) {
            var _ = producer.send(message);
        }
    }

    @Test
    void aDeadLetterThatWasRedrivenIsNotTheEndOfItsTask() {
        send(Topic.TASKS.deadLetterName(kafka.prefix()), "t-3", "rubbish", Map.of(ErrorHeaders.KIND, "malformed"));
        send(Topic.TASKS.name(kafka.prefix()), "t-3", "{\"taskId\":\"t-3\",\"goal\":\"g\"}", Map.of(Redrives.COUNT, "1"));
        send(Topic.ABANDONED.name(kafka.prefix()), "t-3", """
                {"task": {"taskId": "t-3", "goal": "g"}, "verdict": {"outcome": "abandoned", "round": 1, "reason": "no good",
                 "rounds": [{"round": 1, "revision": 1, "blame": "PLAN", "violations": []}]}}""", Map.of());
        send(Topic.TRAJECTORIES.name(kafka.prefix()), "t-3", "rubbish", Map.of(Redrives.COUNT, "1"));
        following(store -> {
            var lives = new TaskLives(store);
            Awaitility.await().atMost(LONG).until(() -> lives.get("t-3").map(life -> life.events().size()).orElse(0) == 3
                    && kafka.deadLetters(Topic.TRAJECTORIES).size() == 1);
            assertThat(lives.get("t-3").orElseThrow().status()).isEqualTo("abandoned");
            assertThat(lives.list(10, null).items()).extracting(TaskLives.Summary::status).containsExactly("abandoned");
        });
        assertThat(Meter.REDRIVEN_HANDLED.counter(registry, "sink").count()).isEqualTo(2);
        assertThat(Meter.REDRIVEN_DIED.counter(registry, "sink").count()).isEqualTo(1);
    }

    @Test
    void theLifeOfATaskShowsWhoWasAskedForAPlanAndWhatItCost() {
        var step = new Step("s", "code", "code it", null, List.of());
        kafka.publish(Topic.PLANS,
                new Plan("t-1", 1, "goal", "llm", 0.8, List.of(), List.of(), List.of(step), Map.of(), Constraints.DEFAULT,
                        List.of(), List.of(new PassedOver("recall", "no trajectory had a goal like it")), new Usage("m", 2, 30, 4, 0.5)));
        following(store -> {
            var lives = new TaskLives(store);
            Awaitility.await().atMost(LONG).until(() -> lives.get("t-1").isPresent());
            assertThat(lives.get("t-1").orElseThrow().events().getFirst().detail().toString()).isEqualTo(
                    "{\"basedOn\":[],\"confidence\":0.8,\"groups\":0,"
                            + "\"passedOver\":[{\"planner\":\"recall\",\"reason\":\"no trajectory had a goal like it\"}],"
                            + "\"planner\":\"llm\",\"steps\":1,"
                            + "\"usage\":{\"model\":\"m\",\"calls\":2,\"tokensIn\":30,\"tokensOut\":4,\"costUsd\":0.5}}");
        });
    }

    @Test
    void whatIsFoldedAndWhatIsNotYetIsCounted() {
        kafka.publish(Topic.TRAJECTORIES, "bad", bytes("{}"));
        following(store -> {
            publish("first", 50);
            Awaitility.await().atMost(LONG).until(() -> registry.get("planline.records.handled").counter().count() == 50);
            Awaitility.await().atMost(LONG).until(() -> lag() == 0);
            store.write(_ -> { // the writer of the fold has to wait
                publish("second", 30);
                Awaitility.await().atMost(LONG).until(() -> lag() == 30);
                return true;
            });
            Awaitility.await().atMost(LONG).until(() -> lag() == 0);
        });
        assertThat(registry.get("planline.records.handled").tag("stage", "sink").counter().count()).isEqualTo(80);
        assertThat(registry.get("planline.dead.letters").tag("stage", "sink").counter().count()).isEqualTo(1);
        assertThat(registry.get("planline.commit.duration").tag("stage", "sink").timer().count())
                .as("one for the first, one for the second, at most one for each record").isBetween(2L, 81L);
        assertThat(registry.find("kafka.consumer.fetch.manager.records.consumed.total").meters()).as("closed with the reader").isEmpty();
    }

    private void publish(String name, int count) {
        for (int i = 0; i < count; i++) {
            kafka.publish(Topic.TRAJECTORIES, Trajectories.successful(name + "-" + i, 0.5).taskId("t-" + i).build());
        }
    }

    private double lag() {
        return registry.get("planline.records.lag").gauge().value();
    }

    private interface Check {
        void run(Store store);
    }

    private void following(Check check) {
        try (Store store = Store.open(directory, 0);
                var reader = new LogReader(kafka.settings("sink"), store, 8080, new Redactor(redacted::addAndGet)::redact, registry,
                        Tracing.OFF)) {
            reader.start();
            check.run(store);
        }
    }

    private List<String> problems(Topic topic) {
        Stream<ConsumerRecord<byte[], byte[]>> letters = kafka.deadLetters(topic).stream();
        return letters
                .map(letter -> EventHeaders.text(letter.headers(), ErrorHeaders.FIELD) + ": "
                        + EventHeaders.text(letter.headers(), ErrorHeaders.MESSAGE))
                .toList();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
