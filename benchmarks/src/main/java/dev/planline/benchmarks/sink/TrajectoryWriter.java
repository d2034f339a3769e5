package dev.planline.benchmarks.sink;

import dev.planline.benchmarks.measure.Pause;
import dev.planline.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes trajectories to the log, in the order of their numbers. */
final class TrajectoryWriter implements AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;
    private final String topic;
    private int next;

    /** Begins with the trajectory of a number. */
    TrajectoryWriter(String bootstrapServers, String prefix, int lingerMillis, int next) {
        topic = Topic.TRAJECTORIES.name(prefix);
        this.next = next;
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "batch.size", 256 << 10, "linger.ms", lingerMillis),
                new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** The number of the next one. */
    int next() {
        return next;
    }

    /** Writes so many at once. */
    void all(int count) {
        for (int i = 0; i < count; i++) {
            var _ = producer.send(record());
        }
        producer.flush();
    }

    /** Writes at a pace, whoever is late, until told to stop or so many are written. */
    Written paced(int perSecond, int most, BooleanSupplier stop) {
        var written = new Written(most);
        long start = System.nanoTime();
        for (int i = 0; i < most && !stop.getAsBoolean(); i++) {
            long due = start + i * 1_000_000_000L / perSecond;
            Pause.until(due);
            int index = written.due(due);
            var _ = producer.send(record(), (metadata, problem) -> {
                if (problem != null) {
                    throw new IllegalStateException("cannot write", problem);
                }
                written.committed(index, metadata.partition(), metadata.offset());
            });
        }
        producer.flush();
        return written;
    }

    private ProducerRecord<byte[], byte[]> record() {
        int number = next++;
        return new ProducerRecord<>(topic, Numbered.task(number).getBytes(StandardCharsets.UTF_8), Numbered.value(number));
    }

    @Override
    public void close() {
        producer.close();
    }
}
