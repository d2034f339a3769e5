package dev.planline.chaos.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.internals.Topic;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Planline's promises need of Kafka, tried on the release that local brokers run; KAFKA-20734 breaks it in those of 4.3.0 to 4.4.0. */
class KafkaReleaseTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long DISK_BYTES = 256L << 20;
    private static final int INTERNAL_PARTITIONS = 6;
    private static final int COORDINATES = 1;
    private static final int GOES = 2;
    private static final String ID = "worker";
    private static final String GROUP = "workers";
    private static final TopicPartition OUTPUTS = new TopicPartition("outputs", 0);

    private LocalBrokers brokers;
    private Admin admin;

    @BeforeEach
    void start(@TempDir Path directory) {
        brokers = new LocalBrokers(directory, new Ports(20734), DISK_BYTES);
        admin = Admin.create(Map.of("bootstrap.servers", brokers.bootstrapServers()));
        brokers.start();
        await().atMost(PATIENCE).until(() -> brokers.allAnswer());
    }

    @AfterEach
    void stop() {
        admin.close(Duration.ZERO);
        brokers.close();
    }

    @Test
    void anAbortedTransactionStaysAbortedThoughItsPartitionsHadNoLeaderWhenItEnded() throws ExecutionException, InterruptedException {
        makeTopics();
        try (Producer<String, String> dies = producer(); Producer<String, String> next = producer()) {
            dies.initTransactions();
            dies.beginTransaction();
            send(dies, "aborted", new TopicPartition("source", 0), 10);
            dies.flush();

            brokers.all().get(GOES - 1).jvm().kill();
            await().atMost(PATIENCE).until(() -> leader(OUTPUTS.topic()).isEmpty() && leader(Topic.GROUP_METADATA_TOPIC_NAME).isEmpty());
            CompletableFuture<Void> ended = CompletableFuture.runAsync(next::initTransactions);
            await().atMost(PATIENCE).until(() -> state() != TransactionState.ONGOING);
            brokers.all().get(GOES - 1).jvm().start();
            ended.join();

            next.beginTransaction();
            send(next, "committed", new TopicPartition("source", 1), 5);
            next.commitTransaction();
        }
        assertThat(admin.listConsumerGroupOffsets(GROUP).partitionsToOffsetAndMetadata().get())
                .containsExactly(Map.entry(new TopicPartition("source", 1), new OffsetAndMetadata(5)));
        assertThat(committedOutputs()).containsExactly("committed");
    }

    /** Coordinators of transactions on one broker, outputs and offsets on another that goes. */
    private void makeTopics() throws ExecutionException, InterruptedException {
        admin.createTopics(List.of(topic(Topic.TRANSACTION_STATE_TOPIC_NAME, INTERNAL_PARTITIONS, COORDINATES),
                topic(Topic.GROUP_METADATA_TOPIC_NAME, INTERNAL_PARTITIONS, GOES),
                topic("source", 2, COORDINATES), topic(OUTPUTS.topic(), 1, GOES))).all().get();
    }

    private static NewTopic topic(String name, int partitions, int broker) {
        Map<Integer, List<Integer>> places = IntStream.range(0, partitions).boxed()
                .collect(Collectors.toMap(Function.identity(), _ -> List.of(broker)));
        return new NewTopic(name, places).configs(Map.of("min.insync.replicas", "1"));
    }

    private Producer<String, String> producer() {
        return new KafkaProducer<>(Map.of("bootstrap.servers", brokers.bootstrapServers(), "transactional.id", ID,
                "max.block.ms", (int) PATIENCE.toMillis()), new StringSerializer(), new StringSerializer());
    }

    @SuppressWarnings("removal") // the group has no member whose metadata could be taken
    private static void send(Producer<String, String> producer, String output, TopicPartition source, long offset) {
        var _ = producer.send(new ProducerRecord<>(OUTPUTS.topic(), output));
        producer.sendOffsetsToTransaction(Map.of(source, new OffsetAndMetadata(offset)), new ConsumerGroupMetadata(GROUP));
    }

    private Node leader(String topic) throws ExecutionException, InterruptedException {
        Node leader = admin.describeTopics(List.of(topic)).allTopicNames().get().values().iterator().next().partitions().getFirst()
                .leader();
        return leader == null ? Node.noNode() : leader;
    }

    private TransactionState state() throws ExecutionException, InterruptedException {
        return admin.describeTransactions(List.of(ID)).description(ID).get().state();
    }

    private List<String> committedOutputs() {
        try (var consumer = new KafkaConsumer<>(Map.<String, Object>of("bootstrap.servers", brokers.bootstrapServers(),
                "isolation.level", "read_committed"), new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(OUTPUTS));
            consumer.seekToBeginning(List.of(OUTPUTS));
            long end = consumer.endOffsets(List.of(OUTPUTS)).getOrDefault(OUTPUTS, 0L);
            var values = new ArrayList<String>();
            while (consumer.position(OUTPUTS) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(message -> values.add(message.value()));
            }
            return values;
        }
    }
}
