package dev.planline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.model.RoutedPlan;
import dev.planline.model.Task;
import dev.planline.model.Trajectory;
import dev.planline.redaction.Redactor;
import dev.planline.runtime.WorkerSettings;
import dev.planline.sink.log.LogReader;
import dev.planline.sink.pool.TrajectoryPool;
import dev.planline.sink.store.Store;
import dev.planline.testkit.TestKafka;
import dev.planline.testkit.hostile.HostileRun;
import dev.planline.testkit.hostile.Target.Input;
import dev.planline.tracing.Tracing;
import dev.planline.wire.Codec;
import dev.planline.wire.Decoded;
import dev.planline.wire.ErrorHeaders;
import dev.planline.wire.EventHeaders;
import dev.planline.wire.Topic;
import dev.planline.wire.WireTargets;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hostile records between good ones on the topics of real workers: each has exactly one outcome or dead letter, and the good ones come out.
 *
 * <p>{@code -Dplanline.fuzz.records=n} sends more of them, {@code -Dplanline.fuzz.seed=n} others.
 */
class HostileRecordsTest {

    private static final Duration LONG = Duration.ofSeconds(Integer.getInteger("planline.fuzz.patience", 120));
    private static final int RECORDS = Integer.getInteger("planline.fuzz.records", 100);
    private static final int GOOD_EVERY = 8;

    /** Topics on which a task ends. */
    private static final List<Topic> BROKEN_OFF = List.of(Topic.TASKS, Topic.PLANS, Topic.ROUTES, Topic.REJECTED);

    private final TestKafka kafka = new TestKafka(3);
    private final Workers workers = new Workers(kafka);
    private final Codec codec = new Codec();
    private final HostileRun run = new HostileRun(HostileRun.asSet(0).seed(), RECORDS);
    private final List<Task> good = new ArrayList<>();
    private KafkaProducer<byte[], byte[]> attacker;
    private Store store;
    private LogReader sink;

    @TempDir
    private Path directory;

    @BeforeEach
    void start() {
        attacker = new KafkaProducer<>(Map.of("bootstrap.servers", TestKafka.bootstrapServers(), "compression.type", "gzip",
                "max.request.size", 100 << 20, "buffer.memory", 200L << 20, "linger.ms", 5), new ByteArraySerializer(),
                new ByteArraySerializer());
        kafka.publish(Topic.AGENTS, "all", text("{\"name\":\"all\",\"stepTypes\":[\"research\",\"planning\",\"requirements\",\"document\","
                + "\"test\",\"content\",\"review\",\"generic\",\"write\",\"edit\",\"publish\",\"seo\"],\"successRate\":0.9,\"maxConcurrent\":1000000,\"reportedAt\":"
                + "\"2026-01-01T00:00:00Z\",\"ttlSeconds\":9223372036854775807}"));
        kafka.publish(Topic.AGENTS, "slow", text("{\"name\":\"slow\",\"durationSeconds\":1.7e308}"));
        kafka.publish(Topic.AGENTS, "other", text("{\"name\":\"under-another-key\",\"successRate\":1.0}"));
        kafka.publish(Topic.AGENTS, null, null);
        kafka.publish(Topic.RULES, "hangs", text("{\"ruleId\":\"hangs\",\"agent\":\"all\",\"when\":{\"stepType\":"
                + "{\"regex\":\"((((((a|[a-z])*)*)*)*)*)*!\"}}}"));
        workers.start();
        store = Store.open(directory, /* capPerAgent= */ 0);
        WorkerSettings settings = kafka.settings("sink");
        sink = new LogReader(settings, store, 1, new Redactor(count -> {})::redact, new SimpleMeterRegistry(), Tracing.OFF);
        sink.start();
    }

    @AfterEach
    void stop() {
        attacker.close();
        workers.close();
        sink.close();
        store.close();
        kafka.close();
    }

    @Test
    void eachHasOneOutcomeAndTheGoodOnesComeOut() throws Exception {
        int sent = 0;
        for (Topic topic : List.of(Topic.TASKS, Topic.PLANS, Topic.ROUTES)) {
            for (Input input : run.inputs(topic.shortName(), List.of(WireTargets.example(topic)))) {
                send(topic, text("k" + sent % 50), input.bytes(), sent % 7 == 0 ? oddHeaders(input) : List.of());
                sent += 1 + mix(sent);
            }
        }
        sent += bombs();
        int trajectories = sendTrajectories();
        attacker.flush();

        int expected = sent;
        Awaitility.await("one outcome for each").atMost(LONG).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> exactly(expected));
        awaitNoLag();
        exactly(expected);
        assertThat(validated()).as("good tasks, seed %d", run.seed()).containsAll(good.stream().map(Task::taskId).toList());
        assertThat(new TrajectoryPool(store).size()).as("trajectories, seed %d", run.seed()).isEqualTo(trajectories);
        List<ConsumerRecord<byte[], byte[]>> letters = kafka.deadLetters(Topic.TASKS);
        assertThat(letters.stream().filter(letter -> EventHeaders.text(letter.headers(), ErrorHeaders.LEFT_OUT) != null))
                .hasSize(3).allMatch(letter -> letter.value() == null);
        assertThat(letters).allMatch(letter -> String.valueOf(EventHeaders.text(letter.headers(), ErrorHeaders.MESSAGE)).length() < 1_100);
        assertThat(kafka.read(Topic.PLANS.name(kafka.prefix()))).filteredOn(plan -> EventHeaders.text(plan.headers(), "ce_id") != null)
                .allMatch(plan -> EventHeaders.text(plan.headers(), EventHeaders.TRACEPARENT) == null, "no trace context that is none");
    }

    /** Now and then a good task; how many it sent. */
    private int mix(int number) throws Exception {
        if (number % GOOD_EVERY != 0) {
            return 0;
        }
        var task = new Task("good-" + good.size(), "Write a blog article about threads");
        good.add(task);
        send(Topic.TASKS, text(task.taskId()), codec.encode(task), List.of());
        return 1;
    }

    /** What is large or odd outside of the value. */
    private int bombs() throws Exception {
        send(Topic.TASKS, text("bomb"), new byte[30 << 20], List.of());
        send(Topic.TASKS, text("bomb"), text("{\"taskId\":\"bomb\",\"goal\":\"" + "a".repeat(3_900_000) + "\"}"), List.of());
        var many = new ArrayList<String>();
        for (int i = 0; i < 100_000; i++) {
            many.add("h");
        }
        send(Topic.TASKS, text("headers"), codec.encode(new Task("headers", "Write a letter")), many);
        send(Topic.TASKS, text("headers"), text("{"), many);
        send(Topic.TASKS, text("headers"), text("{"), List.of("\u20AC".repeat(1_700_000), ""));
        send(Topic.TASKS, new byte[5 << 20], text("{"), List.of());
        send(Topic.TASKS, new byte[] {(byte) 0xff, 0, (byte) 0xc0}, text("{}"), List.of());
        send(Topic.TASKS, null, null, List.of());
        send(Topic.TASKS, text("name"), text("{\"" + "n".repeat(900_000) + "\":1}"), List.of());
        attacker.send(new Dateless(Topic.TASKS.name(kafka.prefix()), text("early"), text("{"))).get();
        return 10;
    }

    /** A producer refuses a time before 1970, a broker does not. */
    private static final class Dateless extends ProducerRecord<byte[], byte[]> {

        Dateless(String topic, byte[] key, byte[] value) {
            super(topic, key, value);
        }

        @Override
        public Long timestamp() {
            return -1L;
        }
    }

    private static List<String> oddHeaders(Input input) {
        return List.of(EventHeaders.TRACEPARENT, input.text(), "ce_dataschema", "https://planline.dev/schemas/task/" + input.text());
    }

    /** How many of them belong into the pool. */
    private int sendTrajectories() throws Exception {
        Set<String> ids = new HashSet<>();
        for (Input input : run.inputs("trajectories", List.of(WireTargets.example(Topic.TRAJECTORIES)))) {
            send(Topic.TRAJECTORIES, text("k"), input.bytes(), List.of());
            if (input.bytes().length <= 1 << 20
                    && codec.decode(Trajectory.class,
                            new Redactor(count -> {}).redact(input.bytes())) instanceof Decoded.Value<Trajectory>(var trajectory)) {
                ids.add(trajectory.trajectoryId());
            }
        }
        return ids.size();
    }

    /** Headers come as a list of names and values. */
    private void send(Topic topic, byte[] key, byte[] value, List<String> headers) throws ExecutionException, InterruptedException {
        var record = new ProducerRecord<>(topic.name(kafka.prefix()), key, value);
        for (int i = 0; i + 1 < headers.size(); i += 2) {
            record.headers().add(headers.get(i), text(headers.get(i + 1)));
        }
        var sending = attacker.send(record);
        if (value != null && value.length > 1 << 20) {
            sending.get();
        }
    }

    private void exactly(int outcomes) {
        Map<String, Integer> ends = new TreeMap<>();
        List.of(Topic.VALIDATED, Topic.ABANDONED)
                .forEach(topic -> ends.put(topic.shortName(), kafka.read(topic.name(kafka.prefix())).size()));
        BROKEN_OFF.forEach(topic -> ends.put(topic.shortName() + ".dlq", kafka.deadLetters(topic).size()));
        assertThat(ends.values().stream().mapToInt(end -> end).sum()).as("outcomes, seed %d: %s", run.seed(), ends).isEqualTo(outcomes);
    }

    private List<String> validated() {
        return kafka.read(Topic.VALIDATED, RoutedPlan.class).stream().map(route -> route.plan().taskId()).toList();
    }

    private void awaitNoLag() {
        Map<String, List<Topic>> groups = Map.of("planner", List.of(Topic.TASKS, Topic.REJECTED), "router",
                List.of(Topic.PLANS, Topic.REJECTED), "validator", List.of(Topic.ROUTES), "sink", List.of(Topic.TRAJECTORIES));
        groups.forEach((stage, topics) -> Awaitility.await("no lag of the " + stage).atMost(LONG)
                .until(() -> kafka.lag(kafka.prefix() + "-" + stage, topics) == 0));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
