package dev.planline.benchmarks.measure;

import dev.planline.benchmarks.contender.Job;
import dev.planline.benchmarks.workload.Payload;
import dev.planline.benchmarks.workload.Workload;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes the input of a workload, once for all rounds. */
final class Input {

    private Input() {}

    static void write(Job job, Workload workload, long seed) {
        int[] keys = workload.keys().draw(workload.records(), seed);
        try (var producer = new KafkaProducer<>(Map.of("bootstrap.servers", job.bootstrapServers(), "acks", "all", "batch.size", 256 << 10),
                new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < keys.length; i++) {
                String key = "key-" + keys[i];
                var _ = producer.send(new ProducerRecord<>(job.input(), key.getBytes(StandardCharsets.UTF_8), Payload.of(i, key)));
            }
            producer.flush();
        }
    }
}
