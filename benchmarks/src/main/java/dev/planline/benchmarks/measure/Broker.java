package dev.planline.benchmarks.measure;

import dev.planline.client.DeclaredTopic;
import dev.planline.client.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;

/** A real broker beside this process, on the same cores. */
public final class Broker implements AutoCloseable {

    /** Options of its JVM. */
    public static final List<String> JVM = List.of("-Xmx1g", "-XX:+UseSerialGC");

    private static final Duration TOPICS = Duration.ofSeconds(30);

    private final ChildJvm jvm = new ChildJvm(JVM, System.getProperty("java.class.path"), BrokerMain.class);
    private final String bootstrapServers = jvm.answer();
    private final Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));

    /** Where it is. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** Creates all topics of Planline, dead letters included, under this prefix. */
    public void createTopics(String prefix, int partitions) {
        List<NewTopic> topics = names(prefix).map(name -> new NewTopic(name, partitions, (short) 1)).toList();
        try {
            admin.createTopics(topics).all().get();
            awaitReady(topics, partitions);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("cannot create topics", e);
        }
    }

    /** Deletes them again. */
    public void deleteTopics(String prefix) {
        try {
            admin.deleteTopics(names(prefix).toList()).all().get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("cannot delete topics", e);
        }
    }

    private static Stream<String> names(String prefix) {
        return Topics.declared(prefix).all().stream().map(DeclaredTopic::name);
    }

    private void awaitReady(List<NewTopic> topics, int partitions) throws InterruptedException {
        long deadline = System.nanoTime() + TOPICS.toNanos();
        for (NewTopic topic : topics) {
            while (!ready(topic.name(), partitions)) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException(topic.name() + " has no leader");
                }
                Thread.sleep(20);
            }
        }
    }

    private boolean ready(String topic, int partitions) throws InterruptedException {
        try {
            ends(topic, partitions);
            return true;
        } catch (ExecutionException e) {
            return false;
        }
    }

    private Map<TopicPartition, Long> ends(String topic, int partitions) throws InterruptedException, ExecutionException {
        var asked = new HashMap<TopicPartition, OffsetSpec>();
        for (int i = 0; i < partitions; i++) {
            asked.put(new TopicPartition(topic, i), OffsetSpec.latest());
        }
        var ends = new HashMap<TopicPartition, Long>();
        admin.listOffsets(asked).all().get().forEach((partition, info) -> ends.put(partition, info.offset()));
        return ends;
    }

    /** Makes a topic anew, with whatever a producer that was killed has left open in it. */
    public void renew(String topic, int partitions) {
        try {
            admin.deleteTopics(List.of(topic)).all().get();
            while (admin.listTopics().names().get().contains(topic)) {
                Thread.sleep(20);
            }
            var again = List.of(new NewTopic(topic, partitions, (short) 1));
            admin.createTopics(again).all().get();
            awaitReady(again, partitions);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("cannot renew " + topic, e);
        }
    }

    /** Deletes what a topic holds. */
    public void empty(String topic, int partitions) {
        try {
            var all = new HashMap<TopicPartition, RecordsToDelete>();
            ends(topic, partitions).forEach((partition, end) -> all.put(partition, RecordsToDelete.beforeOffset(end)));
            admin.deleteRecords(all).all().get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("cannot empty " + topic, e);
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(5));
        jvm.close();
    }
}
