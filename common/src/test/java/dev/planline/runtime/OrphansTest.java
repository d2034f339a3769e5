package dev.planline.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.testkit.TestKafka;
import dev.planline.wire.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class OrphansTest {

    private static final String STAGE = "planner";

    private final TestKafka kafka = new TestKafka(1);
    private final List<KafkaProducer<byte[], byte[]>> producers = new ArrayList<>();

    @AfterEach
    void stop() {
        producers.forEach(producer -> producer.close(Duration.ZERO));
        kafka.close();
    }

    @Test
    void whatNoMemberOfTheGroupOwnsIsEndedAndNothingElse() throws Exception {
        openTransaction(STAGE, "dead");
        openTransaction(STAGE, "alive");
        openTransaction(STAGE + "-of-others", "dead");
        try (KafkaConsumer<byte[], byte[]> alive = Clients.groupConsumer(kafka.settings("alive"), STAGE)) {
            alive.subscribe(List.of(Topic.TASKS.name(kafka.prefix())));
            Awaitility.await().until(() -> {
                alive.poll(Duration.ofMillis(100));
                return !alive.assignment().isEmpty();
            });
            new Orphans(kafka.settings("alive"), STAGE).end();
        }
        assertThat(openTransactions()).containsExactlyInAnyOrder(
                kafka.prefix() + "-planner:alive", kafka.prefix() + "-planner-of-others:dead");
    }

    private void openTransaction(String stage, String instanceId) throws Exception {
        KafkaProducer<byte[], byte[]> producer = Clients.transactionalProducer(kafka.settings(instanceId), stage);
        producers.add(producer);
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(Topic.PLANS.name(kafka.prefix()), new byte[0])).get();
    }

    private Set<String> openTransactions() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestKafka.bootstrapServers()))) {
            var open = new ListTransactionsOptions().filterStates(Set.of(TransactionState.ONGOING));
            return admin.listTransactions(open).all().get().stream().map(TransactionListing::transactionalId).collect(Collectors.toSet());
        }
    }
}
