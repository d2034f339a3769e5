package dev.planline.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.chaos.check.Finding;
import dev.planline.chaos.check.Findings;
import dev.planline.testkit.TestKafka;
import dev.planline.wire.Topic;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OffsetsTest {

    private final TestKafka kafka = new TestKafka(2);
    private final Admin admin = Admin.create(Map.of("bootstrap.servers", TestKafka.bootstrapServers()));
    private final Offsets offsets = new Offsets(admin, kafka.prefix());
    private final Findings findings = new Findings();

    @AfterEach
    void close() {
        admin.close();
        kafka.close();
    }

    @Test
    void whatStaysOrGoesOnIsFine() throws ExecutionException, InterruptedException {
        look();
        commit("router", Topic.PLANS, 0, 7);
        look();
        commit("router", Topic.PLANS, 1, 3);
        commit("router", Topic.PLANS, 0, 7);
        look();
        commit("router", Topic.PLANS, 0, 8);
        look();
        assertThat(findings.total()).isZero();
    }

    @Test
    void whatGoesBackIsFoundUntilItIsMadeGood() throws ExecutionException, InterruptedException {
        commit("validator", Topic.ROUTES, 0, 7);
        commit("validator", Topic.ROUTES, 1, 7);
        commit("router", Topic.PLANS, 0, 6);
        look();
        commit("validator", Topic.ROUTES, 1, 6);
        look();
        look();
        commit("validator", Topic.ROUTES, 1, 7);
        look();
        String problem = "validator went back from 7 to 6 on " + Topic.ROUTES.name(kafka.prefix()) + "-1";
        assertThat(findings.first()).containsExactly(new Finding(Finding.Kind.INCONSISTENT_OFFSET, problem),
                new Finding(Finding.Kind.INCONSISTENT_OFFSET, problem));
    }

    private void look() {
        offsets.look(findings);
    }

    private void commit(String stage, Topic topic, int partition, long offset) throws ExecutionException, InterruptedException {
        var place = new TopicPartition(topic.name(kafka.prefix()), partition);
        admin.alterConsumerGroupOffsets(kafka.prefix() + "-" + stage, Map.of(place, new OffsetAndMetadata(offset))).all().get();
    }
}
