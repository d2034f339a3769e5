package dev.planline.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.model.Constraints;
import dev.planline.model.Plan;
import dev.planline.model.Step;
import dev.planline.model.Task;
import dev.planline.runtime.WorkerSettings.FlowSettings;
import dev.planline.testkit.TestKafka;
import dev.planline.wire.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * One, two and four workers of a stage whose tasks take ten milliseconds each. How fast they are is measured by {@code planline bench
 * scaling}; here, that each takes its share and that nothing is lost, doubled or out of order while they come and go.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ScalingTest {

    private static final int PARTITIONS = 12;
    private static final int KEYS = 240;
    private static final int CONCURRENCY = 10;
    private static final int TASK_MILLIS = 10;
    private static final int EACH = 600;
    private static final Duration LONG = Duration.ofSeconds(60);

    private final TestKafka kafka = new TestKafka(PARTITIONS);
    private final List<Worker> workers = new ArrayList<>();
    private final Map<String, AtomicInteger> handling = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> most = new ConcurrentHashMap<>();
    private final AtomicInteger handled = new AtomicInteger();
    private int sent;

    @AfterEach
    void stop() {
        workers.forEach(Worker::close);
        kafka.close();
    }

    @Test
    void eachWorkerTakesItsShareAndNothingIsLostWhileTheyComeAndGo() throws Exception {
        for (int count : List.of(1, 2, 4, 1)) {
            send(count * EACH); // before they come or go, so that they do so under load
            scaleTo(count);
            Awaitility.await("each of " + count + " has its share").atMost(LONG)
                    .until(() -> shares().equals(IntStream.range(0, count).mapToObj(_ -> PARTITIONS / count).toList()));
            most.clear();
            send(count * EACH);
            Awaitility.await("each of " + count + " handles as many at once as it may").atMost(LONG)
                    .untilAsserted(() -> assertThat(most).hasSize(count).allSatisfy((_, at) -> assertThat(at).hasValue(CONCURRENCY)));
            Awaitility.await("what was sent is handled").atMost(LONG).until(() -> handled.get() >= sent);
        }
        kafka.awaitCount(sent, List.of(Topic.PLANS.name(kafka.prefix())), LONG);
        assertThat(outcomes()).isEqualTo(sentByKey());
        assertThat(kafka.deadLetters(Topic.TASKS)).isEmpty();
    }

    private void scaleTo(int count) {
        while (workers.size() > count) {
            workers.removeLast().close();
        }
        while (workers.size() < count) {
            String name = "w" + workers.size();
            WorkerSettings with = kafka.settings(name);
            FlowSettings flow = with.flow();
            var settings = new WorkerSettings(with.bootstrapServers(), with.prefix(), name,
                    new FlowSettings(flow.maxRecords(), flow.maxBytes(), CONCURRENCY, flow.perSecond()), with.commitInterval(),
                    with.retry(), with.recordDeadline(), with.drainDeadline(), with.maxValueBytes(), with.clientMeters(), with.kafka());
            Stage stage = Stage.named("planner").reading(Topic.TASKS, Task.class, message -> plan(name, message));
            workers.add(new Worker(stage, settings, new SimpleMeterRegistry()).start());
        }
    }

    private Outcome plan(String worker, Message<Task> message) throws InterruptedException {
        AtomicInteger now = handling.computeIfAbsent(worker, _ -> new AtomicInteger());
        int running = now.incrementAndGet();
        try {
            most.computeIfAbsent(worker, _ -> new AtomicInteger()).accumulateAndGet(running, Math::max);
            TimeUnit.MILLISECONDS.sleep(TASK_MILLIS);
        } finally {
            now.decrementAndGet();
            handled.incrementAndGet();
        }
        Task task = message.value();
        return Outcome.emit(Topic.PLANS, new Plan(task.taskId(), 1, task.goal(), "template", 1, List.of(), List.of(),
                List.of(new Step("s", "code", task.goal(), null, List.of())), Map.of(), Constraints.DEFAULT, List.of()));
    }

    private void send(int tasks) {
        for (int last = sent + tasks; sent < last; sent++) {
            var _ = kafka.send(Topic.TASKS, key(sent), ("{\"taskId\":\"" + key(sent) + "\",\"goal\":\"" + sent + "\"}").getBytes(UTF_8));
        }
    }

    private static String key(int number) {
        return "k-" + number % KEYS;
    }

    /** How many partitions each member of the group holds. */
    private List<Integer> shares() {
        String group = kafka.prefix() + "-planner";
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestKafka.bootstrapServers()))) {
            return admin.describeConsumerGroups(List.of(group)).all().get().get(group).members().stream()
                    .map(member -> member.assignment().topicPartitions().size()).toList();
        } catch (ExecutionException e) {
            return List.of(); // before the first member is there, so is no group
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Map<String, List<String>> outcomes() {
        var outcomes = new HashMap<String, List<String>>();
        kafka.read(Topic.PLANS, Plan.class)
                .forEach(plan -> outcomes.computeIfAbsent(plan.taskId(), _ -> new ArrayList<>()).add(plan.goal()));
        return outcomes;
    }

    private Map<String, List<String>> sentByKey() {
        var all = new HashMap<String, List<String>>();
        IntStream.range(0, sent).forEach(number -> all.computeIfAbsent(key(number), _ -> new ArrayList<>()).add(Integer.toString(number)));
        return all;
    }
}
