package dev.planline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.client.Cluster;
import dev.planline.testkit.TestKafka;
import dev.planline.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Up to ten workers of one stage join, leave, are killed and are stopped for longer than their session lasts, while tasks keep coming.
 *
 * <p>{@code -Dplanline.churn.seconds=300} is the long form; {@code -Dplanline.seed=n} draws other events.
 */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class ChurnTest {

    private static final int SECONDS = Integer.getInteger("planline.churn.seconds", 10);
    private static final long SEED = Long.getLong("planline.seed", 20_261_124);
    private static final int PER_SECOND = 200;
    private static final int KEYS = 100;
    private static final int MOST = 10;
    private static final int LEAST = 3;
    private static final int EVENT_MILLIS = 1_000;
    private static final int LONGEST_STOP_MILLIS = 9_000;
    private static final Duration HEALS = Duration.ofMinutes(2);

    @TempDir
    private Path directory;

    private final Random random = new Random(SEED);
    private final TestKafka kafka = new TestKafka(6);
    private final Cluster cluster = new Cluster(TestKafka.bootstrapServers(), kafka.prefix(), Map.of());
    private final List<ChildWorker> workers = new ArrayList<>();
    private final Map<ChildWorker, Long> stopped = new LinkedHashMap<>();
    private final Map<String, Integer> events = new TreeMap<>();

    @AfterEach
    void stop() {
        workers.forEach(ChildWorker::close);
        kafka.close();
    }

    @Test
    void nothingIsLostDoubledOrOutOfOrderWhileWorkersComeAndGo() throws Exception {
        while (workers.size() < LEAST) {
            join();
        }
        int sent = KEYS + SECONDS * PER_SECOND;
        var witness = new Witness(cluster);
        try (witness) {
            begin(witness);
            churn(witness, sent);
            stopped.keySet().forEach(ChildWorker::go);
            Awaitility.await("everything that was sent is planned").atMost(HEALS).until(() -> witness.seen() >= sent);
            Awaitility.await("no lag is left").atMost(HEALS)
                    .until(() -> kafka.lag(kafka.prefix() + "-" + PassThroughMain.STAGE, List.of(Topic.TASKS)) == 0);
        }
        System.out.printf("churn, seed %d: %d tasks in %d s, %s; waits p50 %d ms, p99 %d ms, longest %d ms%n", SEED, sent, SECONDS, events,
                witness.waitMillis(0.5), witness.waitMillis(0.99), witness.waitMillis(1));
        assertThat(witness.disorder()).as("lost, doubled or out of order, seed %d", SEED).isEmpty();
        assertThat(witness.seen()).as("plans, seed %d", SEED).isEqualTo(sent);
        assertThat(kafka.deadLetters(Topic.TASKS)).isEmpty();
    }

    /** Sends the first task of each key and waits until all are planned, so that what is measured afterwards is not how long a JVM takes to start. */
    private void begin(Witness witness) {
        for (int i = 0; i < KEYS; i++) {
            send(i);
        }
        Awaitility.await("the first workers work").atMost(HEALS).until(() -> witness.seen() == KEYS);
    }

    /** Sends the other tasks at a steady pace and disturbs the workers meanwhile. */
    private void churn(Witness witness, int total) throws Exception {
        long begin = System.nanoTime();
        long nextEvent = begin;
        for (int i = KEYS; i < total; i++) {
            long due = begin + (i - KEYS) * 1_000_000_000L / PER_SECOND;
            for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
                LockSupport.parkNanos(due - now);
            }
            witness.sending(key(i), i / KEYS);
            send(i);
            if (System.nanoTime() > nextEvent) {
                disturb();
                nextEvent += EVENT_MILLIS * 1_000_000L;
            }
        }
    }

    private void send(int i) {
        var _ = kafka.send(Topic.TASKS, key(i),
                ("{\"taskId\":\"" + key(i) + "\",\"goal\":\"" + i / KEYS + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    private static String key(int i) {
        return "k-" + i % KEYS;
    }

    private void disturb() throws Exception {
        long now = System.nanoTime();
        stopped.entrySet().removeIf(entry -> {
            boolean over = now > entry.getValue();
            if (over) {
                entry.getKey().go();
            }
            return over;
        });
        List<ChildWorker> running = workers.stream().filter(worker -> !stopped.containsKey(worker)).toList();
        if (running.size() <= LEAST || random.nextInt(2) == 0) {
            if (workers.size() < MOST) {
                join();
            }
            return;
        }
        ChildWorker one = running.get(random.nextInt(running.size()));
        switch (random.nextInt(3)) {
            case 0 -> {
                one.leave();
                workers.remove(one);
                count("left");
            }
            case 1 -> {
                one.close();
                workers.remove(one);
                count("killed");
            }
            default -> {
                one.halt();
                stopped.put(one, now + random.nextInt(LONGEST_STOP_MILLIS) * 1_000_000L);
                count("stopped");
            }
        }
    }

    private void join() {
        var settings = Map.of("bootstrap.servers", cluster.bootstrapServers(), "prefix", cluster.prefix(), "management.port", "0",
                "client.meters", "false");
        workers.add(new ChildWorker(PassThroughMain.class, directory, settings));
        count("joined");
    }

    private void count(String event) {
        events.merge(event, 1, Integer::sum);
    }
}
