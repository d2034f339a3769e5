package dev.planline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A record that is small on the topic and unpacks to more than a worker has: the way out that the operations guide names. */
class LargerThanTheHeapTest {

    private static final int BYTES = 80 << 20;
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    @Test
    void endsOneWorkerAndIsADeadLetterToAnotherWithMoreMemory() throws Exception {
        try (var kafka = new TestKafka(1)) {
            kafka.publish(Topic.TASKS, new Task("before", "Write a letter"));
            sendBomb(kafka);
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

    private static void saysWhatItWas(ConsumerRecord<byte[], byte[]> letter) {
        assertThat(new String(letter.key(), StandardCharsets.UTF_8)).isEqualTo("bomb");
        assertThat(letter.value()).isNull();
        assertThat(EventHeaders.text(letter.headers(), ErrorHeaders.MESSAGE)).contains("the value has " + BYTES + " bytes");
    }

    private static void sendBomb(TestKafka kafka) throws Exception {
        try (var attacker = new KafkaProducer<>(Map.of("bootstrap.servers", TestKafka.bootstrapServers(), "compression.type", "gzip",
                "max.request.size", 2 * BYTES, "buffer.memory", 3L * BYTES), new StringSerializer(), new ByteArraySerializer())) {
            attacker.send(new ProducerRecord<>(Topic.TASKS.name(kafka.prefix()), "bomb", new byte[BYTES])).get();
        }
    }

    private static Map<String, String> settings(TestKafka kafka) {
        return Map.of("bootstrap.servers", TestKafka.bootstrapServers(), "prefix", kafka.prefix(), "instance.id", "only", "management.port",
                "0");
    }
}
