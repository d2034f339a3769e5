package dev.planline.testkit;

import dev.planline.runtime.WorkerSettings;
import dev.planline.wire.Codec;
import dev.planline.wire.Decoded;
import dev.planline.wire.Redrives;
import dev.planline.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A set of Planline's topics of its own, under a fresh prefix, on the one broker that all tests of a JVM share. */
public final class TestKafka implements AutoCloseable {

    private static final AtomicInteger PREFIXES = new AtomicInteger();

    /** Records of tests may bear any time: none is deleted for its age. */
    private static final Map<String, String> CONFIGURATION = Map.of("max.message.bytes", "8000000", "retention.ms", "-1");

    private final String prefix = "test" + PREFIXES.incrementAndGet();
    private final Codec codec = new Codec();
    private final KafkaProducer<byte[], byte[]> producer;

    /** Creates the topics and their dead letter topics. */
    public TestKafka(int partitions) {
        var topics = new ArrayList<NewTopic>();
        for (Topic topic : Topic.values()) {
            topics.add(new NewTopic(topic.name(prefix), partitions, (short) 1).configs(CONFIGURATION));
            topics.add(new NewTopic(topic.deadLetterName(prefix), partitions, (short) 1).configs(CONFIGURATION));
        }
        topics.add(new NewTopic(Redrives.topicName(prefix), partitions, (short) 1).configs(CONFIGURATION));
        create(topics, partitions);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers(), "max.request.size", 8_000_000, "linger.ms", 0),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static void create(List<NewTopic> topics, int partitions) {
        var offsets = new HashMap<TopicPartition, OffsetSpec>();
        topics.forEach(topic -> {
            for (int i = 0; i < partitions; i++) {
                offsets.put(new TopicPartition(topic.name(), i), OffsetSpec.latest());
            }
        });
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            admin.createTopics(topics).all().get();
            Awaitility.await().atMost(Duration.ofSeconds(30)).ignoreExceptions()
                    .until(() -> admin.listOffsets(offsets).all().get().size() == offsets.size());
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /** Where the broker is. */
    public static String bootstrapServers() {
        return KafkaExtension.broker().bootstrapServers();
    }

    /** The prefix of the topics. */
    public String prefix() {
        return prefix;
    }

    /** Settings of a worker on these topics: quick to retry and to drain. */
    public WorkerSettings settings(String instanceId) {
        WorkerSettings defaults = WorkerSettings.of(bootstrapServers(), instanceId);
        return new WorkerSettings(
                defaults.bootstrapServers(),
                prefix,
                instanceId,
                defaults.flow(),
                defaults.commitInterval(),
                new WorkerSettings.RetrySettings(3, Duration.ofMillis(10), Duration.ofMillis(50)),
                defaults.recordDeadline(),
                Duration.ofSeconds(2),
                defaults.maxValueBytes(),
                defaults.clientMeters(),
                Map.of());
    }

    /** Publishes a value and waits until it is acknowledged. */
    public RecordMetadata publish(Topic topic, Record value) {
        return publish(topic, Topic.keyOf(value), codec.encode(value));
    }

    /** Publishes bytes without headers and waits until they are acknowledged. */
    public RecordMetadata publish(Topic topic, @Nullable String key, byte @Nullable [] value) {
        return get(send(topic, key, value));
    }

    /** Publishes bytes without headers. */
    public Future<RecordMetadata> send(Topic topic, @Nullable String key, byte @Nullable [] value) {
        byte[] keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        return producer.send(new ProducerRecord<>(topic.name(prefix), keyBytes, value));
    }

    private static RecordMetadata get(Future<RecordMetadata> sent) {
        try {
            return sent.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /** Everything committed on a topic by now, by partition in the order of offsets. */
    public List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }

    /** Everything committed on one of our topics by now, decoded. */
    public <T extends Record> List<T> read(Topic topic, Class<T> type) {
        return read(topic.name(prefix)).stream().map(source -> decode(type, source.value())).toList();
    }

    /** The dead letters of one of our topics by now. */
    public List<ConsumerRecord<byte[], byte[]>> deadLetters(Topic topic) {
        return read(topic.deadLetterName(prefix));
    }

    /** Waits until these topics hold exactly so many committed records together, and goes on to see that there are not more. */
    public void awaitCount(int count, Collection<String> topics, Duration atMost) {
        Awaitility.await()
                .atMost(atMost)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> topics.stream().mapToInt(topic -> read(topic).size()).sum() >= count);
        int found = topics.stream().mapToInt(topic -> read(topic).size()).sum();
        if (found != count) {
            throw new AssertionError("expected " + count + " records on " + topics + ", found " + found);
        }
    }

    /** What a group has not committed yet, over these topics. */
    public long lag(String group, Collection<Topic> topics) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            var committed = admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
            long lag = 0;
            for (Topic topic : topics) {
                var description = admin.describeTopics(List.of(topic.name(prefix))).allTopicNames().get().get(topic.name(prefix));
                for (var info : description.partitions()) {
                    var id = new TopicPartition(topic.name(prefix), info.partition());
                    long end = admin.listOffsets(Map.of(id, OffsetSpec.latest())).all().get().get(id).offset();
                    lag += end - (committed.get(id) == null ? 0 : committed.get(id).offset());
                }
            }
            return lag;
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private <T> T decode(Class<T> type, byte[] value) {
        return switch (codec.decode(type, value)) {
            case Decoded.Value<T>(T decoded) -> decoded;
            case Decoded.Malformed<T> malformed -> throw new AssertionError(malformed.message());
        };
    }

    @Override
    public void close() {
        producer.close();
    }
}
