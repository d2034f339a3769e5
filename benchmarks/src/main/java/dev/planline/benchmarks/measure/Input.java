package dev.planline.benchmarks.measure;

import dev.planline.benchmarks.contender.Job;
import dev.planline.benchmarks.workload.Workload;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes the input of a workload: all at once, or at a pace that does not wait for anybody. */
final class Input implements AutoCloseable {

    private final KafkaProducer<byte[], byte[]> producer;
    private final Workload workload;
    private final Iterator<ProducerRecord<byte[], byte[]>> records;
    private final long[] intended;
    private int written;

    Input(Job job, long seed) {
        workload = job.workload();
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", job.bootstrapServers(), "acks", "all", "batch.size", 256 << 10, "linger.ms",
                        workload.perSecond() == 0 ? 5 : 0),
                new ByteArraySerializer(), new ByteArraySerializer());
        records = workload.input(job.input(), seed).iterator();
        intended = new long[workload.records()];
    }

    /** Writes all. */
    static void write(Job job, long seed) {
        try (var input = new Input(job, seed)) {
            input.records.forEachRemaining(input::send);
        }
    }

    /** Writes the first record. */
    void first() {
        send(records.next());
        producer.flush();
    }

    /** Writes the others, each when it is due, even if those before it are late. */
    void paced() {
        long start = System.nanoTime();
        long pause = 1_000_000_000L / workload.perSecond();
        for (long due = start; records.hasNext(); due += pause) {
            ProducerRecord<byte[], byte[]> next = records.next();
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            intended[written] = due;
            send(next);
        }
        producer.flush();
    }

    /** When each record should have been sent, on the clock of {@link System#nanoTime()}. */
    long[] intended() {
        return intended;
    }

    private void send(ProducerRecord<byte[], byte[]> next) {
        var _ = producer.send(next);
        written++;
    }

    @Override
    public void close() {
        producer.close();
    }
}
