package dev.planline.benchmarks.measure;

import dev.planline.benchmarks.contender.Job;
import dev.planline.benchmarks.workload.Payload;
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

/**
 * Reads the output as any consumer that reads committed, and notes what came when: a record counts when it is visible to others.
 */
final class Judge implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(20);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final BitSet seen = new BitSet();
    private final Map<String, Integer> lastOfKey = new HashMap<>();
    private final List<Sample> samples = new ArrayList<>();
    private int received;
    private int doubled;
    private int outOfOrder;

    private record Sample(long nanos, int count) {}

    /** Begins at the end of the output. */
    Judge(Job job) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", job.bootstrapServers(), "isolation.level", "read_committed", "max.poll.records", 10_000,
                        "enable.auto.commit", false),
                new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = IntStream.range(0, job.partitions()).mapToObj(i -> new TopicPartition(job.output(), i)).toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** Reads until all have come or the time is over. */
    Finding watch(int expected, Duration atMost) {
        long begin = System.nanoTime();
        while (seen.cardinality() < expected && System.nanoTime() - begin < atMost.toNanos()) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            if (!records.isEmpty()) {
                records.forEach(this::note);
                samples.add(new Sample(System.nanoTime(), received));
            }
        }
        return new Finding(rate(), secondsFrom(begin), received, expected, doubled, outOfOrder, Duration.ZERO);
    }

    private void note(ConsumerRecord<byte[], byte[]> source) {
        int number = Payload.number(source.value());
        received++;
        if (seen.get(number)) {
            doubled++;
        }
        seen.set(number);
        Integer last = lastOfKey.put(new String(source.key(), java.nio.charset.StandardCharsets.UTF_8), number);
        if (last != null && last >= number) {
            outOfOrder++;
        }
    }

    /** Records a second between a fifth and nine tenths of what came, so that neither the start nor the last stragglers count. */
    private double rate() {
        Sample from = at(received / 5);
        Sample to = at(received * 9 / 10);
        return to.nanos == from.nanos ? 0 : (to.count - from.count) * 1e9 / (to.nanos - from.nanos);
    }

    private Sample at(int count) {
        return samples.stream().filter(sample -> sample.count >= count).findFirst().orElse(new Sample(0, 0));
    }

    private double secondsFrom(long begin) {
        return samples.isEmpty() ? 0 : (samples.getLast().nanos - begin) / 1e9;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
