package dev.planline.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class LocalKafkaTest {

    private static final TopicPartition PARTITION = new TopicPartition("letters", 0);

    @TempDir
    Path directory;

    @Test
    void keepsWhatItAcknowledgedAcrossARestart() throws Exception {
        try (LocalKafka kafka = LocalKafka.in(directory.resolve("broker"), 0)) {
            createTopic(kafka);
            try (var producer = new KafkaProducer<>(client(kafka), new StringSerializer(), new StringSerializer())) {
                for (int i = 0; i < 100; i++) {
                    var _ = producer.send(new ProducerRecord<>("letters", "k" + i, "v" + i));
                }
            }
        }
        try (LocalKafka kafka = LocalKafka.in(directory.resolve("broker"), 0)) {
            assertThat(read(kafka)).isEqualTo(100);
        }
    }

    @Test
    void twoRunSideBySide() throws Exception {
        try (LocalKafka one = LocalKafka.temporary();
                LocalKafka other = LocalKafka.temporary()) {
            createTopic(one);
            try (Admin admin = Admin.create(client(other))) {
                assertThat(admin.listTopics().names().get()).isEmpty();
            }
        }
    }

    private static void createTopic(LocalKafka kafka) throws Exception {
        try (Admin admin = Admin.create(client(kafka))) {
            admin.createTopics(List.of(new NewTopic("letters", 1, (short) 1))).all().get();
            Awaitility.await().ignoreExceptions()
                    .until(() -> admin.listOffsets(Map.of(PARTITION, OffsetSpec.latest())).all().get().get(PARTITION).offset() == 0);
        }
    }

    private static int read(LocalKafka kafka) {
        try (var consumer = new KafkaConsumer<>(client(kafka), new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            long end = consumer.endOffsets(List.of(PARTITION)).get(PARTITION);
            int count = 0;
            while (consumer.position(PARTITION) < end) {
                count += consumer.poll(Duration.ofSeconds(1)).count();
            }
            return count;
        }
    }

    private static Map<String, Object> client(LocalKafka kafka) {
        return Map.of("bootstrap.servers", kafka.bootstrapServers());
    }
}
