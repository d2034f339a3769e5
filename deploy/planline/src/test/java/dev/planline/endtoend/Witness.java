package dev.planline.endtoend;

import dev.planline.client.Cluster;
import dev.planline.client.TopicReader;
import dev.planline.model.Plan;
import dev.planline.wire.Codec;
import dev.planline.wire.Decoded;
import dev.planline.wire.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads plans as they are committed, on a thread of its own: how often each came, in which order, and how long after its task was sent. */
final class Witness implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(20);

    private final Cluster cluster;
    private final Codec codec = new Codec();
    private final Map<String, Long> sent = new ConcurrentHashMap<>();
    private final Map<String, Integer> lastOfKey = new HashMap<>();
    private final List<Long> waits = new ArrayList<>();
    private final List<String> disorder = new ArrayList<>();
    private final Thread thread;
    private final AtomicInteger seen = new AtomicInteger();
    private volatile boolean closed;

    Witness(Cluster cluster) {
        this.cluster = cluster;
        this.thread = Thread.ofPlatform().name("witness").start(this::run);
    }

    /** Notes that the {@code n}th task of a key is sent now. */
    void sending(String key, int n) {
        sent.put(key + "/" + n, System.nanoTime());
    }

    /** Plans seen so far. */
    int seen() {
        return seen.get();
    }

    private void run() {
        try (TopicReader reader = TopicReader.of(cluster, List.of(Topic.PLANS.name(cluster.prefix())))) {
            while (!closed) {
                reader.poll(POLL).forEach(this::note);
            }
        }
    }

    private void note(ConsumerRecord<byte[], byte[]> source) {
        if (!(codec.decode(Plan.class, source.value()) instanceof Decoded.Value<Plan>(Plan plan))) {
            throw new AssertionError("not a plan at " + source.offset());
        }
        int n = Integer.parseInt(plan.goal());
        int last = lastOfKey.getOrDefault(plan.taskId(), -1);
        if (n != last + 1) {
            disorder.add(plan.taskId() + ": " + n + " after " + last);
        }
        lastOfKey.put(plan.taskId(), n);
        Long when = sent.remove(plan.taskId() + "/" + n);
        if (when != null) {
            waits.add(System.nanoTime() - when);
        }
        seen.incrementAndGet();
    }

    /** Everything that was lost, doubled or out of order: the plans of a key must be 0, 1, 2 and so on. Only once it is closed. */
    List<String> disorder() {
        return disorder;
    }

    /** How long so much of the messages waited, in milliseconds. Only once it is closed. */
    long waitMillis(double share) {
        List<Long> sorted = waits.stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(share * sorted.size()))) / 1_000_000;
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
