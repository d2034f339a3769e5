package dev.planline.benchmarks.contender;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.benchmarks.workload.Workload;
import dev.planline.client.Topics;
import dev.planline.embedded.LocalKafka;
import dev.planline.wire.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class StagesTest {

    private static final int TASKS = 72;
    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void allTasksComeOutValidatedAndAsLargeAsTheCeilingTakesThemToBe() throws Exception {
        try (LocalKafka kafka = LocalKafka.temporary()) {
            var job = new Job(kafka.bootstrapServers(), "job", "bench", 6, Workload.tasks(TASKS, LONG));
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
                Topics.declared(job.prefix()).apply(admin, (short) 1, LONG);
            }
            var stages = new Stages();
            stages.prepare(job);
            write(job);
            Contender.Running running = stages.start(job);
            try {
                List<ConsumerRecord<byte[], byte[]>> validated = read(job, Topic.VALIDATED);
                Set<Integer> numbers = new HashSet<>();
                validated.forEach(result -> numbers.add(job.workload().shape().number(result)));
                assertThat(numbers).hasSize(TASKS);
                assertThat(List.of(mean(read(job, Topic.PLANS)), mean(read(job, Topic.ROUTES)), mean(validated)))
                        .zipSatisfy(BareChain.STAGES, (mean, taken) -> assertThat(mean).isCloseTo(taken, Percentage.withPercentage(10)));
            } finally {
                running.close();
            }
        }
    }

    private static int mean(List<ConsumerRecord<byte[], byte[]>> records) {
        return (int) records.stream().mapToInt(record -> record.value().length).average().orElseThrow();
    }

    private static void write(Job job) {
        try (var producer = new KafkaProducer<>(Map.of("bootstrap.servers", job.bootstrapServers()), new ByteArraySerializer(),
                new ByteArraySerializer())) {
            job.workload().input(job.input(), 1).forEach(task -> {
                var _ = producer.send(task);
            });
        }
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(Job job, Topic topic) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", job.bootstrapServers(), "group.id", "test-" + topic, "auto.offset.reset", "earliest",
                        "isolation.level", "read_committed"),
                new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic.name(job.prefix())));
            long deadline = System.nanoTime() + LONG.toNanos();
            while (records.size() < TASKS && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }
}
