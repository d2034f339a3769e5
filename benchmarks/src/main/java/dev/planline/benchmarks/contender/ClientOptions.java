package dev.planline.benchmarks.contender;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The options of Kafka's clients that all contenders share; everything else is Kafka's default. */
public final class ClientOptions {

    private static final int MAX_POLL_RECORDS = 2_000;
    private static final Duration LONGEST_BATCH = Duration.ofMillis(250);

    static final Map<String, Object> CONSUMER = Map.of(
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
            ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_POLL_RECORDS,
            ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1 << 20);
    static final Map<String, Object> PRODUCER = Map.of(
            ProducerConfig.ACKS_CONFIG, "all",
            ProducerConfig.LINGER_MS_CONFIG, 5,
            ProducerConfig.BATCH_SIZE_CONFIG, 128 << 10,
            ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 5);

    private ClientOptions() {}

    /** All of them, for a report. */
    public static Map<String, String> all() {
        var all = new TreeMap<String, String>();
        CONSUMER.forEach((name, value) -> all.put("consumer." + name, value.toString()));
        PRODUCER.forEach((name, value) -> all.put("producer." + name, value.toString()));
        return all;
    }

    /** All of them without distinction, as a worker of ours takes them. */
    static Map<String, String> together() {
        var together = new HashMap<String, String>();
        CONSUMER.forEach((name, value) -> together.put(name, value.toString()));
        PRODUCER.forEach((name, value) -> together.put(name, value.toString()));
        return together;
    }

    static Map<String, Object> consumer(Job job) {
        var options = new HashMap<>(CONSUMER);
        options.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, job.bootstrapServers());
        options.put(ConsumerConfig.GROUP_ID_CONFIG, job.id());
        options.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        options.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        options.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return options;
    }

    static Map<String, Object> producer(Job job) {
        var options = new HashMap<>(PRODUCER);
        options.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, job.bootstrapServers());
        options.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        options.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return options;
    }

    static Map<String, Object> transactionalProducer(Job job, String id) {
        Map<String, Object> options = producer(job);
        options.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, id);
        return options;
    }

    /** For those who handle what a poll gives before they commit: no more than a quarter of a second of work at once. */
    static Map<String, Object> batchConsumer(Job job) {
        Map<String, Object> options = consumer(job);
        long most = LONGEST_BATCH.dividedBy(job.workload().work().duration().plusNanos(1));
        options.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, (int) Math.min(most, MAX_POLL_RECORDS));
        return options;
    }

    static KafkaConsumer<byte[], byte[]> newBatchConsumer(Job job, String group) {
        Map<String, Object> options = batchConsumer(job);
        options.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        options.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "consumer");
        return new KafkaConsumer<>(options);
    }

    static KafkaProducer<byte[], byte[]> newProducer(Map<String, Object> options) {
        return new KafkaProducer<>(options);
    }
}
