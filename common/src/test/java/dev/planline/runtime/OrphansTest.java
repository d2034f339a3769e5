package dev.planline.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.planline.model.Task;
import dev.planline.testkit.TestKafka;
import dev.planline.wire.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** Here a producer that is not closed is a worker that died: its transaction would stay open for longer than any test. */
@Timeout(value = 90, unit = TimeUnit.SECONDS)
class OrphansTest {

    private static final Logger LOOP = (Logger) LoggerFactory.getLogger(WorkerLoop.class);
    private static final String STAGE = "planner";
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int PARTITIONS = 3;

    private final TestKafka kafka = new TestKafka(PARTITIONS);
    private final List<KafkaProducer<byte[], byte[]>> producers = new ArrayList<>();
    private final List<Worker> workers = new ArrayList<>();

    @AfterEach
    void stop() {
        LOOP.detachAndStopAllAppenders();
        LOOP.setAdditive(true);
        LOOP.setLevel(null);
        workers.forEach(Worker::close);
        producers.forEach(producer -> producer.close(Duration.ZERO));
        kafka.close();
    }

    @Test
    void whatNoMemberOfTheGroupOwnsIsEndedAndNothingElse() throws Exception {
        openTransaction(STAGE, "dead");
        openTransaction(STAGE, "alive");
        openTransaction(STAGE + "-of-others", "dead");
        try (KafkaConsumer<byte[], byte[]> alive = Clients.groupConsumer(kafka.settings("alive"), STAGE)) {
            join(alive);
            new Orphans(kafka.settings("alive"), STAGE).end();
        }
        assertThat(openTransactions()).containsExactlyInAnyOrder(
                kafka.prefix() + "-planner:alive", kafka.prefix() + "-planner-of-others:dead");
    }

    @Test
    void theOffsetsOfOneWhoDiedAreNotWaitedFor() throws Exception {
        kafka.publish(Topic.TASKS, new Task("t", "goal"));
        try (KafkaConsumer<byte[], byte[]> consumer = Clients.groupConsumer(kafka.settings("dead"), STAGE)) {
            holdBackOffsets(openTransaction(STAGE, "dead"), consumer);
        }
        startHeir();
        awaitNoLag();
    }

    @Test
    void norAreThoseOfOneWhoDiesOnlyWhileTheHeirWaits() throws Exception {
        kafka.publish(Topic.TASKS, new Task("t", "goal"));
        try (KafkaConsumer<byte[], byte[]> dying = Clients.groupConsumer(kafka.settings("dying"), STAGE)) {
            join(dying);
            holdBackOffsets(openTransaction(STAGE, "dying"), dying);
            ListAppender<ILoggingEvent> log = logOfLoop();
            startHeir();
            Awaitility.await("the heir has looked once, and waits").atMost(LONG).until(() -> {
                dying.poll(Duration.ofMillis(100));
                return !log.list.isEmpty();
            });
        }
        awaitNoLag();
    }

    /** What a loop warns of, which is not written otherwise. */
    private ListAppender<ILoggingEvent> logOfLoop() {
        var log = new ListAppender<ILoggingEvent>();
        log.list = new CopyOnWriteArrayList<>();
        log.start();
        LOOP.setLevel(Level.WARN);
        LOOP.setAdditive(false);
        LOOP.addAppender(log);
        return log;
    }

    private void join(KafkaConsumer<byte[], byte[]> consumer) {
        consumer.subscribe(List.of(Topic.TASKS.name(kafka.prefix())));
        Awaitility.await().atMost(LONG).until(() -> {
            consumer.poll(Duration.ofMillis(100));
            return consumer.assignment().size() == PARTITIONS;
        });
    }

    private void startHeir() {
        Stage stage = Stage.named(STAGE).reading(Topic.TASKS, Task.class, message -> Outcome.ignore());
        workers.add(new Worker(stage, kafka.settings("heir"), new SimpleMeterRegistry()).start());
    }

    private KafkaProducer<byte[], byte[]> openTransaction(String stage, String instanceId) throws Exception {
        WorkerSettings s = kafka.settings(instanceId);
        var lasting = new WorkerSettings(s.bootstrapServers(), s.prefix(), s.instanceId(), s.flow(), s.commitInterval(), s.retry(),
                s.recordDeadline(), s.drainDeadline(), s.maxValueBytes(), s.clientMeters(), Map.of("transaction.timeout.ms", "600000"));
        KafkaProducer<byte[], byte[]> producer = Clients.transactionalProducer(lasting, stage);
        producers.add(producer);
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(Topic.PLANS.name(kafka.prefix()), new byte[0])).get();
        return producer;
    }

    private void holdBackOffsets(KafkaProducer<byte[], byte[]> producer, KafkaConsumer<byte[], byte[]> consumer) {
        producer.sendOffsetsToTransaction(IntStream.range(0, PARTITIONS).boxed().collect(Collectors.toMap(
                i -> new TopicPartition(Topic.TASKS.name(kafka.prefix()), i), i -> new OffsetAndMetadata(0))), consumer.groupMetadata());
    }

    /** Sooner than a worker gives up and starts afresh. */
    private void awaitNoLag() {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> kafka.lag(kafka.prefix() + "-" + STAGE, List.of(Topic.TASKS)) == 0);
    }

    private Set<String> openTransactions() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestKafka.bootstrapServers()))) {
            var open = new ListTransactionsOptions().filterStates(Set.of(TransactionState.ONGOING));
            return admin.listTransactions(open).all().get().stream().map(TransactionListing::transactionalId)
                    .filter(id -> id.startsWith(kafka.prefix() + "-")).collect(Collectors.toSet());
        }
    }
}
