package dev.planline.benchmarks.scaling;

import dev.planline.benchmarks.contender.Job;
import dev.planline.benchmarks.measure.Pause;
import dev.planline.benchmarks.workload.Payload;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads results as they are committed, on a thread of its own: how many there are, how long each partition of the input gave none, and
 * whether the results of a key are complete and in order.
 */
final class Witness implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(5);

    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Job job;
    private final int keys;
    private final int[] nextOfKey;
    private final long[] lastNanos;
    private final Thread thread;
    private int wrong;
    private int seen;
    private long longestNanos;
    private volatile boolean closed;

    /** The record number {@code n} has the key {@code n % keys} and the partition {@code n % partitions}. */
    Witness(Job job, int keys) {
        this.job = job;
        this.keys = keys;
        nextOfKey = IntStream.range(0, keys).toArray();
        lastNanos = new long[job.partitions()];
        thread = Thread.ofPlatform().name("witness").start(this::run);
    }

    /**
     * What came in a span of time.
     *
     * @param silenceMillis the longest time in which one of the partitions gave nothing
     */
    record Span(double perSecond, double silenceMillis) {}

    /** Watches for the time in which something else is done. */
    Span during(Runnable something) {
        int before;
        long begin;
        synchronized (this) {
            before = seen;
            begin = System.nanoTime();
            longestNanos = 0;
        }
        something.run();
        synchronized (this) {
            long end = System.nanoTime();
            IntStream.range(0, lastNanos.length).forEach(partition -> silence(partition, end));
            return new Span((seen - before) * 1e9 / (end - begin), longestNanos / 1e6);
        }
    }

    synchronized int seen() {
        return seen;
    }

    /** Waits until so many results are there. */
    void await(int results) {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (seen() < results) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("only " + seen() + " of " + results + " results came in " + LONGEST);
            }
            Pause.nanos(POLL.toNanos());
        }
    }

    /** Results that were lost, came twice or out of order: those of a key must come as they were sent, one by one. */
    synchronized int wrong() {
        return wrong;
    }

    private void run() {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", job.bootstrapServers(), "isolation.level", "read_committed", "max.poll.records", 10_000,
                        "enable.auto.commit", false),
                new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> all = IntStream.range(0, job.partitions()).mapToObj(i -> new TopicPartition(job.output(), i)).toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            while (!closed) {
                var records = consumer.poll(POLL);
                long now = System.nanoTime();
                synchronized (this) {
                    records.forEach(result -> note(result, now));
                }
            }
        }
    }

    private void note(ConsumerRecord<byte[], byte[]> result, long now) {
        int number = Payload.number(result.value());
        int key = number % keys;
        wrong += number == nextOfKey[key] ? 0 : 1;
        nextOfKey[key] = number + keys;
        seen++;
        silence(number % lastNanos.length, now);
        lastNanos[number % lastNanos.length] = now;
    }

    private void silence(int partition, long now) {
        if (lastNanos[partition] != 0) {
            longestNanos = Math.max(longestNanos, now - lastNanos[partition]);
        }
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
