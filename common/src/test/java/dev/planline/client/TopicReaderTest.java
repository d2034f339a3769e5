package dev.planline.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planline.testkit.TestKafka;
import dev.planline.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class TopicReaderTest {

    /** Each message is followed by the marker of its transaction, and some markers by those of transactions that were given up. */
    @Test
    void theLastOfEachPartitionAreMessagesAndNoMarkers() {
        try (var kafka = new TestKafka(2);
                var producer = new KafkaProducer<>(Map.of("bootstrap.servers", TestKafka.bootstrapServers(),
                        "transactional.id", kafka.prefix() + "-test"), new ByteArraySerializer(), new ByteArraySerializer());
                TopicReader reader = TopicReader.of(new Cluster(TestKafka.bootstrapServers(), kafka.prefix(), Map.of()),
                        List.of(Topic.TASKS.name(kafka.prefix())))) {
            producer.initTransactions();
            for (int i = 0; i < 20; i++) {
                producer.beginTransaction();
                var _ = producer.send(new ProducerRecord<>(Topic.TASKS.name(kafka.prefix()), i < 17 ? 0 : 1, null, Integer.toString(i)
                        .getBytes(StandardCharsets.UTF_8)));
                if (i >= 10 && i < 16) {
                    producer.abortTransaction();
                } else {
                    producer.commitTransaction();
                }
            }
            assertThat(values(reader.last(1))).containsExactlyInAnyOrder("16", "19");
            assertThat(values(reader.last(2))).containsExactlyInAnyOrder("9", "16", "18", "19");
            assertThat(values(reader.last(4))).containsExactlyInAnyOrder("7", "8", "9", "16", "17", "18", "19");
            assertThat(reader.poll(Duration.ofMillis(100))).isEmpty();
            kafka.publish(Topic.TASKS, "k", "new".getBytes(StandardCharsets.UTF_8));
            assertThat(values(reader.poll(Duration.ofSeconds(10)))).containsExactly("new");
        }
    }

    /** As while a partition has no leader, of which polls say nothing. */
    @Test
    void whoWaitsForWhatDoesNotComeIsToldSo() {
        var partition = new TopicPartition("t", 0);
        var consumer = new MockConsumer<byte[], byte[]>("earliest");
        var taken = new ArrayList<Long>();
        try (var reader = new TopicReader(consumer, List.of(partition), Duration.ofMillis(50))) {
            consumer.updateBeginningOffsets(Map.of(partition, 0L));
            consumer.updateEndOffsets(Map.of(partition, 3L));
            consumer.addRecord(new ConsumerRecord<>("t", 0, 0, null, null));
            assertThatThrownBy(() -> reader.readToEnd(record -> taken.add(record.offset()))).isInstanceOf(TimeoutException.class)
                    .hasMessageContaining("2 offsets still to be read");
            consumer.addRecord(new ConsumerRecord<>("t", 0, 1, null, null));
            consumer.addRecord(new ConsumerRecord<>("t", 0, 2, null, null));
            reader.readToEnd(record -> taken.add(record.offset()));
        }
        assertThat(taken).containsExactly(0L, 1L, 2L);
    }

    private static List<String> values(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream().map(record -> new String(record.value(), StandardCharsets.UTF_8)).toList();
    }
}
