package dev.planline.benchmarks.scaling;

import dev.planline.benchmarks.contender.Job;
import dev.planline.benchmarks.measure.Pause;
import dev.planline.benchmarks.workload.Payload;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Writes records that are spread evenly: number {@code n} to partition {@code n % partitions}, under the key {@code n % keys}. */
final class Writer implements AutoCloseable {

    private final Job job;
    private final int keys;
    private final KafkaProducer<byte[], byte[]> producer;
    private @Nullable Thread pacing;
    private int written;
    private volatile boolean stopped;

    Writer(Job job, int keys) {
        this.job = job;
        this.keys = keys;
        producer = new KafkaProducer<>(Map.of("bootstrap.servers", job.bootstrapServers(), "batch.size", 256 << 10, "linger.ms", 5),
                new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** So many, as fast as it can. */
    void write(int records) {
        for (int last = written + records; written < last; written++) {
            String key = "key-" + written % keys;
            var _ = producer.send(new ProducerRecord<>(job.input(), written % job.partitions(), key.getBytes(StandardCharsets.UTF_8),
                    Payload.of(written, key)));
        }
    }

    /** Goes on at this pace that waits for nobody, on a thread of its own. */
    void start(long perSecond) {
        pacing = Thread.ofPlatform().name("writer").start(() -> {
            long pause = 1_000_000_000L / perSecond;
            for (long due = System.nanoTime(); !stopped; due += pause) {
                Pause.until(due);
                write(1);
            }
        });
    }

    /** Ends that and waits until all are acknowledged; how many were written. */
    int stop() {
        stopped = true;
        if (pacing != null) {
            try {
                pacing.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        producer.flush();
        return written;
    }

    @Override
    public void close() {
        var _ = stop();
        producer.close();
    }
}
