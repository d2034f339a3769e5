package dev.planline.client;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planline.embedded.LocalKafka;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AtomicPublisherTest {

    private static final Map<String, String> IMPATIENT = Map.of("max.block.ms", "3000", "request.timeout.ms", "1000", "delivery.timeout.ms",
            "2000");

    @Test
    void aFailureSaysTheReasonToo() {
        try (LocalKafka kafka = LocalKafka.temporary();
                var publisher = new AtomicPublisher(new Cluster(kafka.bootstrapServers(), "p", IMPATIENT), "one")) {
            assertThatThrownBy(() -> publisher.publish(records())).isInstanceOf(PublishFailed.class)
                    .hasMessageContaining("; Topic p.any not present in metadata after 3000 ms.");
        }
    }

    @Test
    void aClusterThatIsGoneIsAFailureWithAReason() throws Exception {
        AtomicPublisher publisher;
        try (LocalKafka kafka = LocalKafka.temporary()) {
            var cluster = new Cluster(kafka.bootstrapServers(), "p", IMPATIENT);
            try (Admin admin = cluster.admin()) {
                admin.createTopics(List.of(new NewTopic("p.any", 1, (short) 1))).all().get();
            }
            publisher = new AtomicPublisher(cluster, "one");
            publisher.publish(records());
        }
        try (publisher) {
            assertThatThrownBy(() -> publisher.publish(records())).isInstanceOf(PublishFailed.class)
                    .hasMessageStartingWith("a transaction was not committed: ");
        }
    }

    private static List<ProducerRecord<byte[], byte[]>> records() {
        return List.of(new ProducerRecord<>("p.any", new byte[] {1}), new ProducerRecord<>("p.any", new byte[] {2}));
    }
}
