package dev.planline.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.model.Constraints;
import dev.planline.model.Plan;
import dev.planline.model.StageControl;
import dev.planline.model.Step;
import dev.planline.model.Task;
import dev.planline.runtime.WorkerSettings.FlowSettings;
import dev.planline.testkit.TestKafka;
import dev.planline.wire.ErrorHeaders;
import dev.planline.wire.EventHeaders;
import dev.planline.wire.Topic;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class WorkerTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final TestKafka kafka = new TestKafka(3);
    private final List<Worker> workers = new ArrayList<>();

    @AfterEach
    void stop() {
        workers.forEach(Worker::close);
        kafka.close();
    }

    @Test
    void everyTaskBecomesOnePlan() {
        start(kafka.settings("a"), WorkerTest::plan);
        for (int i = 0; i < 500; i++) {
            kafka.publish(Topic.TASKS, new Task("t-" + i, "goal " + i));
        }
        awaitPlans(500);
        assertThat(kafka.read(Topic.PLANS, Plan.class)).extracting(Plan::taskId).doesNotHaveDuplicates();
        awaitNoLag();
    }

    @Test
    void aKeysMessagesAreHandledInOrderAndNeverAtOnce() {
        Map<String, AtomicInteger> running = new ConcurrentHashMap<>();
        Map<String, List<Integer>> order = new ConcurrentHashMap<>();
        var overlaps = new AtomicInteger();
        var most = new AtomicInteger();
        var all = new AtomicInteger();
        start(kafka.settings("a"), message -> {
            String key = String.valueOf(message.key());
            most.accumulateAndGet(all.incrementAndGet(), Math::max);
            if (running.computeIfAbsent(key, k -> new AtomicInteger()).incrementAndGet() > 1) {
                overlaps.incrementAndGet();
            }
            order.computeIfAbsent(key, k -> Collections.synchronizedList(new ArrayList<>()))
                    .add((Integer) message.value().context().get("n"));
            TimeUnit.MILLISECONDS.sleep(1);
            running.get(key).decrementAndGet();
            all.decrementAndGet();
            return plan(message);
        });
        for (int i = 0; i < 300; i++) {
            kafka.publish(Topic.TASKS, new Task("t-" + i % 10, "goal", Map.of("n", i / 10), Constraints.DEFAULT));
        }
        awaitPlans(300);
        assertThat(overlaps).hasValue(0);
        assertThat(most.get()).as("handled at once").isGreaterThan(1);
        assertThat(order).hasSize(10);
        assertThat(order.values()).allSatisfy(seen -> assertThat(seen).isEqualTo(IntStream.range(0, 30).boxed().toList()));
    }

    @Test
    void whatIsWrongBecomesADeadLetterAndTheNextMessageGoesThrough() {
        start(kafka.settings("a"), message -> switch (message.value().goal()) {
            case "fail" -> throw new IllegalStateException("no luck");
            case "refuse" -> Outcome.deadLetter("goal", "not today");
            case "ignore" -> Outcome.ignore();
            case "blow up" -> Outcome.emit(Topic.TASKS,
                    new Task(message.value().taskId(), "x", Map.of("x", "y".repeat(1 << 20)), message.value().constraints()));
            default -> plan(message);
        });
        kafka.publish(Topic.TASKS, "k1", "{\"taskId\":\"k1\",\"gaol\":\"x\"}".getBytes(StandardCharsets.UTF_8));
        kafka.publish(Topic.TASKS, "k2", null);
        kafka.publish(Topic.TASKS, null, "rubbish".getBytes(StandardCharsets.UTF_8));
        kafka.publish(Topic.TASKS, "k3",
                ("{\"taskId\":\"k3\",\"goal\":\"" + "x".repeat(2_000_000) + "\"}").getBytes(StandardCharsets.UTF_8));
        for (String goal : List.of("fail", "refuse", "ignore", "blow up", "fine")) {
            kafka.publish(Topic.TASKS, new Task(goal, goal));
        }
        kafka.awaitCount(7, List.of(Topic.TASKS.deadLetterName(kafka.prefix())), LONG);
        awaitPlans(1);
        Map<String, ConsumerRecord<byte[], byte[]>> letters = new HashMap<>();
        kafka.deadLetters(Topic.TASKS)
                .forEach(letter -> letters.put(letter.key() == null ? "null" : new String(letter.key(), StandardCharsets.UTF_8), letter));
        assertLetter(letters, "k1", "malformed", "gaol", "unknown field; did you mean \"goal\"?", "0");
        assertLetter(letters, "k2", "malformed", "", "the value is null; a JSON object is required", "0");
        assertLetter(letters, "k3", "malformed", "", "the value has 2000025 bytes; at most 1048576 are allowed", "0");
        assertLetter(letters, "fail", "failed", "", "java.lang.IllegalStateException: no luck", "3");
        assertLetter(letters, "refuse", "refused", "goal", "not today", "1");
        assertThat(letters.get("null").value()).isEqualTo("rubbish".getBytes(StandardCharsets.UTF_8));
        assertThat(letters.get("k3").value()).hasSize(2_000_025);
        assertThat(EventHeaders.text(letters.get("blow up").headers(), ErrorHeaders.KIND)).isEqualTo("oversized");
        awaitNoLag();
    }

    private static void assertLetter(Map<String, ConsumerRecord<byte[], byte[]>> letters, String key, String kind, String field,
            String message, String attempts) {
        var headers = letters.get(key).headers();
        assertThat(List.of(ErrorHeaders.KIND, ErrorHeaders.FIELD, ErrorHeaders.MESSAGE, ErrorHeaders.ATTEMPTS))
                .extracting(name -> EventHeaders.text(headers, name))
                .containsExactly(kind, field, message, attempts);
    }

    @Test
    void aHandlerThatFailsOnceIsCalledAgain() {
        var calls = new AtomicInteger();
        start(kafka.settings("a"), message -> {
            if (calls.incrementAndGet() == 1) {
                throw new IllegalStateException("once");
            }
            return plan(message);
        });
        kafka.publish(Topic.TASKS, new Task("t", "goal"));
        awaitPlans(1);
        assertThat(calls).hasValue(2);
        assertThat(kafka.deadLetters(Topic.TASKS)).isEmpty();
    }

    @Test
    void aHandlerThatHangsIsInterruptedAtItsDeadlineAndHoldsUpNobodyElse() {
        WorkerSettings settings = withDeadline(kafka.settings("a"), Duration.ofMillis(300));
        start(settings, message -> {
            if (message.value().goal().equals("hang")) {
                new CountDownLatch(1).await();
            }
            return plan(message);
        });
        kafka.publish(Topic.TASKS, new Task("t-0", "hang"));
        kafka.publish(Topic.TASKS, new Task("t-1", "fine"));
        kafka.publish(Topic.TASKS, new Task("t-0", "fine too"));
        awaitPlans(2);
        kafka.awaitCount(1, List.of(Topic.TASKS.deadLetterName(kafka.prefix())), LONG);
        assertThat(EventHeaders.text(kafka.deadLetters(Topic.TASKS).getFirst().headers(), ErrorHeaders.KIND)).isEqualTo("timed-out");
    }

    @Test
    void afterARestartOnlyWhatWasNotCompletedRunsAgain() throws Exception {
        Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
        var gate = new Semaphore(0);
        Handler<Task> handler = message -> {
            calls.computeIfAbsent(message.value().taskId(), id -> new AtomicInteger()).incrementAndGet();
            if (message.value().goal().equals("stuck")) {
                gate.acquire();
            }
            return plan(message);
        };
        Worker first = start(kafka.settings("a"), handler);
        kafka.publish(Topic.TASKS, new Task("t-0", "stuck"));
        for (int i = 1; i < 200; i++) {
            kafka.publish(Topic.TASKS, new Task("t-" + i, "goal"));
        }
        awaitPlans(199);
        first.close();
        gate.release();
        start(kafka.settings("b"), handler);
        awaitPlans(200);
        assertThat(calls).hasSize(200);
        assertThat(calls.get("t-0")).hasValue(2);
        assertThat(calls.values().stream().mapToInt(AtomicInteger::get).sum()).isEqualTo(201);
        awaitNoLag();
    }

    @Test
    void workersThatComeAndGoLoseAndDoubleNothing() {
        long seed = 7;
        var random = new Random(seed);
        Handler<Task> handler = message -> {
            TimeUnit.MILLISECONDS.sleep(2);
            return plan(message);
        };
        start(kafka.settings("w0"), handler);
        for (int i = 0; i < 3_000; i++) {
            var _ = kafka.send(Topic.TASKS, "t-" + i, ("{\"taskId\":\"t-" + i + "\",\"goal\":\"g\"}").getBytes(StandardCharsets.UTF_8));
            if (i % 500 == 250) {
                start(kafka.settings("w" + i), handler);
                if (workers.size() > 2) {
                    workers.remove(random.nextInt(workers.size())).close();
                }
            }
        }
        awaitPlans(3_000);
        assertThat(kafka.read(Topic.PLANS, Plan.class)).as("seed %d", seed).extracting(Plan::taskId).doesNotHaveDuplicates();
        awaitNoLag();
    }

    @Test
    void ofTwoWorkersEachHasAShareOfEveryTopic() {
        Stage stage = Stage.named("pair").reading(Topic.TASKS, Task.class, message -> Outcome.ignore())
                .reading(Topic.PLANS, Plan.class, message -> Outcome.ignore());
        workers.add(new Worker(stage, kafka.settings("a"), new SimpleMeterRegistry()).start());
        workers.add(new Worker(stage, kafka.settings("b"), new SimpleMeterRegistry()).start());
        Set<String> both = Set.of(Topic.TASKS.name(kafka.prefix()), Topic.PLANS.name(kafka.prefix()));
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestKafka.bootstrapServers()))) {
            String group = kafka.prefix() + "-pair";
            Awaitility.await().atMost(LONG).ignoreExceptions().until(() -> {
                Collection<MemberDescription> members = admin.describeConsumerGroups(List.of(group)).all().get().get(group).members();
                return members.size() == 2 && members.stream().allMatch(member -> member.assignment().topicPartitions().stream()
                        .map(TopicPartition::topic).collect(Collectors.toSet()).equals(both));
            });
        }
    }

    @Test
    void aHotKeyThatIsStuckStarvesNobodyAndFillsNoMoreThanItsShare() throws Exception {
        var gate = new CountDownLatch(1);
        var registry = new SimpleMeterRegistry();
        WorkerSettings settings = with(kafka.settings("a"), new FlowSettings(400, 64 << 20, 50, 0));
        start(settings, registry, message -> {
            if (message.value().taskId().equals("hot")) {
                gate.await();
            }
            return plan(message);
        });
        for (int i = 0; i < 5_000; i++) {
            var _ = kafka.send(Topic.TASKS, "hot", "{\"taskId\":\"hot\",\"goal\":\"g\"}".getBytes(StandardCharsets.UTF_8));
        }
        for (int i = 0; i < 3_000; i++) {
            var _ = kafka.send(Topic.TASKS, "t-" + i, ("{\"taskId\":\"t-" + i + "\",\"goal\":\"g\"}").getBytes(StandardCharsets.UTF_8));
        }
        int hot = Utils.toPositive(Utils.murmur2("hot".getBytes(StandardCharsets.UTF_8))) % 3;
        int elsewhere = (int) IntStream.range(0, 3_000)
                .filter(i -> Utils.toPositive(Utils.murmur2(("t-" + i).getBytes(StandardCharsets.UTF_8))) % 3 != hot).count();
        awaitPlans(elsewhere);
        // half of the budget, and what one poll may bring beyond it
        assertThat(registry.get("planline.records.in.flight").gauge().value()).isBetween(1.0, 300.0);
        gate.countDown();
        awaitPlans(8_000);
        awaitNoLag();
    }

    @Test
    void aWorkerIsPausedLimitedAndResumedWhileItRuns() {
        var most = new AtomicInteger();
        var atOnce = new AtomicInteger();
        var registry = new SimpleMeterRegistry();
        start(kafka.settings("a"), registry, message -> {
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            TimeUnit.MILLISECONDS.sleep(5);
            atOnce.decrementAndGet();
            return plan(message);
        });
        kafka.publish(Topic.CONTROLS, new StageControl("planner", true, null, 2, "test"));
        Gauge held = registry.get("planline.worker.held").gauge();
        Awaitility.await().atMost(LONG).until(() -> held.value() == 1);
        for (int i = 0; i < 100; i++) {
            kafka.publish(Topic.TASKS, new Task("t-" + i, "goal"));
        }
        Awaitility.await().atMost(LONG).until(() -> registry.get("planline.records.in.flight").gauge().value() == 100);
        assertThat(most).hasValue(0);
        kafka.publish(Topic.CONTROLS, new StageControl("planner", false, null, 2, "test"));
        awaitPlans(100);
        assertThat(most).hasValue(2);
        assertThat(held.value()).isZero();
    }

    @Test
    void aCollaboratorThatIsDownHoldsTheWorkerBackAndMakesNoDeadLetter() {
        var down = new AtomicInteger(40);
        start(kafka.settings("a"), message -> {
            if (down.getAndDecrement() > 0) {
                throw new UnavailableException("the model", Duration.ofMillis(50));
            }
            return plan(message);
        });
        for (int i = 0; i < 20; i++) {
            kafka.publish(Topic.TASKS, new Task("t-" + i, "goal"));
        }
        awaitPlans(20);
        assertThat(down.get()).isEqualTo(-20);
        assertThat(kafka.deadLetters(Topic.TASKS)).isEmpty();
    }

    @Test
    void whatNoFurtherAttemptCanMendIsNotTriedAgain() {
        var calls = new AtomicInteger();
        start(kafka.settings("a"), message -> {
            calls.incrementAndGet();
            throw new PermanentException("never");
        });
        kafka.publish(Topic.TASKS, new Task("t", "goal"));
        kafka.awaitCount(1, List.of(Topic.TASKS.deadLetterName(kafka.prefix())), LONG);
        assertThat(calls).hasValue(1);
        assertThat(EventHeaders.text(kafka.deadLetters(Topic.TASKS).getFirst().headers(), ErrorHeaders.MESSAGE)).endsWith("never");
    }

    @Test
    void aWorkerWhoseMemoryIsUsedUpEndsWhenAllHandlersHaveAndLeavesTheRecordsToTheNext() {
        var exhausted = new OutOfMemoryError("of the test");
        var slowRuns = new CountDownLatch(1);
        var running = new AtomicInteger();
        Worker first = start(kafka.settings("a"), message -> {
            if (message.value().taskId().equals("slow")) {
                running.incrementAndGet();
                slowRuns.countDown();
                for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(1); System.nanoTime() < end;) {
                    LockSupport.parkNanos(end - System.nanoTime()); // whoever interrupts it
                }
                running.decrementAndGet();
                return plan(message);
            }
            slowRuns.await();
            throw exhausted;
        });
        kafka.publish(Topic.TASKS, new Task("slow", "goal"));
        kafka.publish(Topic.TASKS, new Task("t", "goal"));
        kafka.publish(Topic.TASKS, new Task("t", "goal"));
        assertThat(first.stopped()).failsWithin(Duration.ofSeconds(10)).withThrowableThat().withCause(exhausted);
        assertThat(running).hasValue(0);
        assertThat(kafka.read(Topic.PLANS, Plan.class)).isEmpty();
        assertThat(kafka.deadLetters(Topic.TASKS)).isEmpty();
        start(kafka.settings("b"), WorkerTest::plan);
        awaitPlans(3);
    }

    /** As after a loss of power of all replicas, or with a leader that had fallen behind. */
    @Test
    void aWorkerThatFindsItsLogCutBackEndsAndSaysWhere() throws Exception {
        RecordMetadata there = kafka.publish(Topic.TASKS, new Task("t", "goal"));
        var id = new TopicPartition(there.topic(), there.partition());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestKafka.bootstrapServers()))) {
            admin.alterConsumerGroupOffsets(kafka.prefix() + "-planner", Map.of(id, new OffsetAndMetadata(7))).all().get();
        }
        Worker worker = new Worker(Stage.named("planner").reading(Topic.TASKS, Task.class, WorkerTest::plan), kafka.settings("a"),
                new SimpleMeterRegistry()).start();
        workers.add(worker);
        assertThat(worker.stopped()).failsWithin(LONG).withThrowableThat().havingCause().isInstanceOf(Refusal.class)
                .withMessageStartingWith(
                        "the log of " + id + " goes on at offset 0, though all before 7 was handled: Kafka has lost records");
        assertThat(kafka.read(Topic.PLANS, Plan.class)).isEmpty();
    }

    private Worker start(WorkerSettings settings, Handler<Task> handler) {
        return start(settings, new SimpleMeterRegistry(), handler);
    }

    private Worker start(WorkerSettings settings, MeterRegistry registry, Handler<Task> handler) {
        Worker worker = new Worker(Stage.named("planner").reading(Topic.TASKS, Task.class, handler), settings, registry).start();
        workers.add(worker);
        Awaitility.await(settings.instanceId()).atMost(LONG).until(worker::polling);
        return worker;
    }

    private void awaitPlans(int count) {
        kafka.awaitCount(count, List.of(Topic.PLANS.name(kafka.prefix())), LONG);
    }

    private void awaitNoLag() {
        Awaitility.await().atMost(LONG).until(() -> kafka.lag(kafka.prefix() + "-planner", List.of(Topic.TASKS)) == 0);
    }

    private static Outcome plan(Message<Task> message) {
        Task task = message.value();
        var step = new Step("s", "code", task.goal(), null, List.of());
        return Outcome.emit(Topic.PLANS, new Plan(task.taskId(), 1, task.goal(), "test", 1, List.of(), List.of(), List.of(step), Map.of(),
                task.constraints(), List.of()));
    }

    private static WorkerSettings with(WorkerSettings s, FlowSettings flow) {
        return new WorkerSettings(s.bootstrapServers(), s.prefix(), s.instanceId(), flow, s.commitInterval(), s.retry(), s.recordDeadline(),
                s.drainDeadline(), s.maxValueBytes(), s.clientMeters(), s.kafka());
    }

    private static WorkerSettings withDeadline(WorkerSettings s, Duration deadline) {
        return new WorkerSettings(s.bootstrapServers(), s.prefix(), s.instanceId(), s.flow(),
                s.commitInterval(), s.retry(), deadline, s.drainDeadline(), s.maxValueBytes(), s.clientMeters(), s.kafka());
    }
}
