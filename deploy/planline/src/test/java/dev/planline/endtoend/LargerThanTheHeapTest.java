package dev.planline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.client.Cluster;
import dev.planline.client.TopicReader;
import dev.planline.model.Plan;
import dev.planline.model.Task;
import dev.planline.planner.PlannerMain;
import dev.planline.testkit.TestKafka;
import dev.planline.wire.ErrorHeaders;
import dev.planline.wire.EventHeaders;
import dev.planline.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is small on the topic and unpacks to more than a worker has: one record, with the way out that the operations guide names, or many. */
class LargerThanTheHeapTest {

    private static final int BYTES = 80 << 20;
    private static final int MANY = 250;
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    @Test
    void endsOneWorkerAndIsADeadLetterToAnotherWithMoreMemory() throws Exception {
        try (var kafka = new TestKafka(1)) {
            kafka.publish(Topic.TASKS, new Task("before", "Write a letter"));
            sendPacked(kafka, "bomb", 1, BYTES);
            kafka.publish(Topic.TASKS, new Task("after", "Write a letter"));

            try (var small = new ChildWorker(PlannerMain.class, "64m", directory, settings(kafka))) {
                assertThat(small.awaitEnd()).contains("planner: stops: its memory of ", "a record may unpack to more than it has");
            }
            assertThat(kafka.deadLetters(Topic.TASKS)).isEmpty();

            try (var large = new ChildWorker(PlannerMain.class, "768m", directory, settings(kafka))) {
                kafka.awaitCount(2, List.of(Topic.PLANS.name(kafka.prefix())), LONG);
                assertThat(large.stop()).isZero();
            }
            assertThat(kafka.read(Topic.PLANS, Plan.class)).extracting(Plan::taskId).containsExactlyInAnyOrder("before", "after");
            assertThat(kafka.deadLetters(Topic.TASKS)).singleElement().satisfies(LargerThanTheHeapTest::saysWhatItWas);
        }
    }

    /** Each is as large as may be, and together they are more than the heap. */
    @Test
    void manyThatAreAllowedAreTakenAFewAtATime() throws Exception {
        try (var kafka = new TestKafka(1)) {
            sendPacked(kafka, "zeros", MANY, 1 << 20);
            kafka.publish(Topic.TASKS, new Task("after", "Write a letter"));
            var settings = new HashMap<>(settings(kafka));
            settings.put("in.flight.bytes", "8MiB");
            try (var worker = new ChildWorker(PlannerMain.class, "192m", directory, settings)) {
                kafka.awaitCount(1, List.of(Topic.PLANS.name(kafka.prefix())), LONG);
                assertThat(worker.stop()).isZero();
            }
            var letters = new AtomicInteger();
            try (TopicReader reader = TopicReader.of(new Cluster(TestKafka.bootstrapServers(), kafka.prefix(), Map.of()),
                    List.of(Topic.TASKS.deadLetterName(kafka.prefix())))) {
                reader.readToEnd(letter -> letters.incrementAndGet());
            }
            assertThat(letters).hasValue(MANY);
        }
    }

    private static void saysWhatItWas(ConsumerRecord<byte[], byte[]> letter) {
        assertThat(new String(letter.key(), StandardCharsets.UTF_8)).isEqualTo("bomb");
        assertThat(letter.value()).isNull();
        assertThat(EventHeaders.text(letter.headers(), ErrorHeaders.MESSAGE)).contains("the value has " + BYTES + " bytes");
    }

    private static void sendPacked(TestKafka kafka, String key, int records, int bytes) throws Exception {
        try (var attacker = new KafkaProducer<>(Map.of("bootstrap.servers", TestKafka.bootstrapServers(), "compression.type", "gzip",
                "max.request.size", 2 * BYTES, "buffer.memory", 3L * BYTES, "batch.size", 4 << 20, "linger.ms", 100),
                new StringSerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < records; i++) {
                var _ = attacker.send(new ProducerRecord<>(Topic.TASKS.name(kafka.prefix()), key, new byte[bytes]));
            }
            attacker.flush();
        }
    }

    private static Map<String, String> settings(TestKafka kafka) {
        return Map.of("bootstrap.servers", TestKafka.bootstrapServers(), "prefix", kafka.prefix(), "instance.id", "only", "management.port",
                "0");
    }
}
