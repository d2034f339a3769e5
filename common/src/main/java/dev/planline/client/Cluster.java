package dev.planline.client;

import dev.planline.wire.Topic;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A cluster, and how clients reach it. Clients give up on a broker that does not answer within about eight seconds;
 * what was handed to a producer without transactions before it fell silent, after Kafka's two minutes.
 *
 * @param bootstrapServers brokers to begin with, as {@code host:port,...}
 * @param prefix of the names of all topics
 * @param kafka further options of the Kafka clients
 */
public record Cluster(String bootstrapServers, String prefix, Map<String, String> kafka) {

    private static final int REQUEST_MS = 5_000;
    private static final int CALL_MS = 8_000;
    private static final int FETCH_WAIT_MS = 20;
    private static final int TRANSACTION_MS = 15_000;
    private static final int MAX_REQUEST_BYTES = 8 << 20;

    public Cluster {
        kafka = Map.copyOf(kafka);
    }

    /** A cluster with the usual prefix that needs no further options. */
    public static Cluster at(String bootstrapServers) {
        return new Cluster(bootstrapServers, Topic.DEFAULT_PREFIX, Map.of());
    }

    /** A client for the cluster's administration; the caller closes it. */
    public Admin admin() {
        Map<String, Object> options = options(AdminClientConfig.configNames());
        options.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MS);
        options.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_MS);
        return Admin.create(options);
    }

    /** Idempotent, and acknowledged by all replicas in sync. */
    public KafkaProducer<byte[], byte[]> producer() {
        return producer(options(ProducerConfig.configNames()));
    }

    /** The same, in transactions; one that is left open holds up its readers for half a minute at most. */
    public KafkaProducer<byte[], byte[]> producer(String transactionalId) {
        Map<String, Object> options = options(ProducerConfig.configNames());
        options.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        options.putIfAbsent(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MS);
        options.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, CALL_MS);
        options.putIfAbsent(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MS);
        // Of several on their way at the begin of a transaction the broker may refuse all but the first, which are then sent again.
        options.putIfAbsent(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        return producer(options);
    }

    private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> options) {
        options.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        options.put(ProducerConfig.ACKS_CONFIG, "all");
        options.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, CALL_MS);
        options.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 5);
        options.putIfAbsent(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
        return new KafkaProducer<>(options, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Reads what is committed, and belongs to no group. */
    KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> options = options(ConsumerConfig.configNames());
        options.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        options.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        options.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        options.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // Who has read one partition to its end goes on to the next, and a request that still waits for more there holds him up.
        options.putIfAbsent(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MS);
        options.putIfAbsent(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, CALL_MS);
        options.putIfAbsent(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MS);
        return new KafkaConsumer<>(options, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private Map<String, Object> options(Set<String> known) {
        var options = new HashMap<String, Object>();
        kafka.forEach((name, value) -> {
            if (known.contains(name)) {
                options.put(name, value);
            }
        });
        options.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        return options;
    }
}
