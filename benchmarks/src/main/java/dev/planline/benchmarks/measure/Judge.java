package dev.planline.benchmarks.measure;

import dev.planline.benchmarks.contender.Job;
import dev.planline.benchmarks.workload.Workload;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the output as any consumer that reads committed, and notes what came when: a record counts when it is visible to others.
 */
final class Judge implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(20);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Workload workload;
    private final long begin = System.nanoTime();
    private final long[] arrived;
    private final Map<ByteBuffer, Integer> lastOfKey = new HashMap<>();
    private final List<Sample> samples = new ArrayList<>();
    private int received;
    private int doubled;
    private int outOfOrder;
    private long bytes;

    private record Sample(long nanos, int count) {}

    /** Begins at the end of the output. */
    Judge(Job job) {
        workload = job.workload();
        arrived = new long[workload.records()];
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", job.bootstrapServers(), "isolation.level", "read_committed", "max.poll.records", 10_000,
                        "enable.auto.commit", false),
                new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = IntStream.range(0, job.partitions()).mapToObj(i -> new TopicPartition(job.output(), i)).toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** Reads until so many have come or the time, from the start, is over. */
    void watch(int expected) {
        watch(expected, Duration.ofNanos(begin + workload.atMost().toNanos() - System.nanoTime()));
    }

    /** Reads until so many have come or the time, from now, is over. */
    void watch(int expected, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (received < expected && System.nanoTime() - deadline < 0) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            if (!records.isEmpty()) {
                note(records, System.nanoTime());
            }
        }
    }

    /** Reads until nothing has come for so long. */
    void settle(Duration quiet) {
        for (long last = System.nanoTime(); System.nanoTime() - last < quiet.toNanos();) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            if (!records.isEmpty()) {
                last = System.nanoTime();
                note(records, last);
            }
        }
    }

    /** When the result of each record came, on the clock of {@link System#nanoTime()}; 0 if it did not. */
    long[] arrived() {
        return arrived;
    }

    /** The numbers of the records whose result has come. */
    BitSet seen() {
        var seen = new BitSet();
        IntStream.range(0, arrived.length).filter(number -> arrived[number] != 0).forEach(seen::set);
        return seen;
    }

    /** What came, and what it cost. */
    Finding finding(@Nullable Latency latency, Duration cpu) {
        return new Finding(rate(), span(begin), samples.isEmpty() ? 0 : span(samples.getFirst().nanos), received, workload.records(),
                doubled,
                outOfOrder, bytes / Math.max(1, received), cpu.toNanos() / 1e3 / Math.max(1, received), latency);
    }

    private void note(ConsumerRecords<byte[], byte[]> results, long now) {
        results.forEach(result -> note(result, now));
        samples.add(new Sample(now, received));
    }

    private void note(ConsumerRecord<byte[], byte[]> result, long now) {
        int number = workload.shape().number(result);
        bytes += result.value().length;
        if (arrived[number] != 0) {
            doubled++;
            return;
        }
        received++;
        arrived[number] = now;
        Integer last = lastOfKey.put(ByteBuffer.wrap(result.key()), number);
        if (last != null && last > number) {
            outOfOrder++;
        }
    }

    private double rate() {
        Sample from = samples.stream().filter(sample -> sample.count * 10L >= received).findFirst().orElse(new Sample(0, 0));
        Sample to = samples.isEmpty() ? from : samples.getLast();
        return to.nanos == from.nanos ? 0 : (to.count - from.count) * 1e9 / (to.nanos - from.nanos);
    }

    private double span(long from) {
        return samples.isEmpty() ? 0 : (samples.getLast().nanos - from) / 1e9;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
