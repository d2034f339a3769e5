package dev.planline.runtime;

import java.time.Duration;
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

/** Makes the Kafka clients of a worker, with the options that its guarantees rest on. */
final class Clients {

    /**
     * Largest request of a producer. A dead letter holds the value of its source, which may be larger than what is decoded,
     * and its headers.
     */
    private static final int MAX_REQUEST_BYTES = 8 << 20;

    private Clients() {}

    /** The consumer group of a stage. */
    static String group(String prefix, String stage) {
        return prefix + "-" + stage;
    }

    /** What a worker calls itself as a member of that group. */
    static String memberId(String stage, String instanceId) {
        return stage + "-" + instanceId;
    }

    /** The transactional id of a worker. No name may hold a colon, so the group can be told from it. */
    static String transactionalId(String prefix, String stage, String instanceId) {
        return group(prefix, stage) + ":" + instanceId;
    }

    static KafkaConsumer<byte[], byte[]> groupConsumer(WorkerSettings settings, String stage) {
        Map<String, Object> options = consumerOptions(settings);
        options.put(ConsumerConfig.GROUP_ID_CONFIG, group(settings.prefix(), stage));
        options.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "consumer");
        // Splits each topic among all; the default hands out partitions of all topics in one row, so that one of two could get all tasks.
        options.putIfAbsent(ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG, "range");
        options.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                pollRecords(settings.flow().maxRecords(), settings.flow().maxBytes(), settings.maxValueBytes()));
        options.put(ConsumerConfig.CLIENT_ID_CONFIG, memberId(stage, settings.instanceId()));
        return new KafkaConsumer<>(options, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * Most records that one poll hands out. Kafka's client unpacks them all before anyone can look at their size: even if each is as large as may be,
     * they are no more than four times what may be in flight.
     */
    static int pollRecords(int maxRecords, long maxBytes, int maxValueBytes) {
        return Math.clamp(Math.min(maxRecords / 4, 4 * maxBytes / maxValueBytes), 1, 2_000);
    }

    /** A consumer of assigned partitions, which belongs to no group. */
    static KafkaConsumer<byte[], byte[]> reader(WorkerSettings settings, String name) {
        Map<String, Object> options = consumerOptions(settings);
        options.put(ConsumerConfig.CLIENT_ID_CONFIG, name + "-" + settings.instanceId());
        return new KafkaConsumer<>(options, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static Map<String, Object> consumerOptions(WorkerSettings settings) {
        Map<String, Object> options = known(settings, ConsumerConfig.configNames());
        options.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        options.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        options.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return options;
    }

    static KafkaProducer<byte[], byte[]> transactionalProducer(WorkerSettings settings, String stage) {
        Map<String, Object> options = known(settings, ProducerConfig.configNames());
        options.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId(settings.prefix(), stage, settings.instanceId()));
        options.putIfAbsent(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 15_000);
        options.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
        options.putIfAbsent(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        options.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, 15_000);
        options.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, 128 << 10);
        // Right after a commit the broker may ask to send again, since it still writes the markers of that transaction.
        options.putIfAbsent(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 5);
        options.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
        options.put(ProducerConfig.CLIENT_ID_CONFIG, stage + "-" + settings.instanceId() + "-producer");
        return new KafkaProducer<>(options, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** A client that gives up after so long. */
    static Admin admin(WorkerSettings settings, Duration patience) {
        Map<String, Object> options = known(settings, AdminClientConfig.configNames());
        options.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
        options.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
        return Admin.create(options);
    }

    private static Map<String, Object> known(WorkerSettings settings, Set<String> names) {
        var options = new HashMap<String, Object>();
        settings.kafka().forEach((name, value) -> {
            if (names.contains(name)) {
                options.put(name, value);
            }
        });
        options.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        return options;
    }
}
