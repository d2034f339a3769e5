package dev.planline.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planline.model.Task;
import dev.planline.testkit.TestKafka;
import dev.planline.wire.EventHeaders;
import dev.planline.wire.Topic;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PublisherTest {

    @Test
    void everyTaskThatIsAcknowledgedIsOnTheTopicUnderItsIdWithItsHeaders() {
        try (var kafka = new TestKafka(3); var publisher = new TaskPublisher(cluster(kafka), "test/me")) {
            IntStream.range(0, 500).forEach(i -> {
                var _ = publisher.submit(new Task("t-" + i, "goal " + i));
            });
            publisher.flush();

            assertThat(publisher.acknowledged()).isEqualTo(500);
            assertThat(kafka.read(Topic.TASKS, Task.class)).hasSize(500);
            assertThat(kafka.read(Topic.TASKS.name(kafka.prefix()))).allSatisfy(record -> {
                assertThat(new String(record.key(), UTF_8)).startsWith("t-");
                assertThat(EventHeaders.text(record.headers(), "ce_source")).isEqualTo("test/me");
                assertThat(EventHeaders.text(record.headers(), "ce_type")).isEqualTo("dev.planline.task");
            });
        }
    }

    @Test
    void aTableEntryIsRemovedByANull() {
        try (var kafka = new TestKafka(1); var publisher = new Publisher(cluster(kafka), "test/me")) {
            publisher.remove(Topic.AGENTS, "old_agent").join();

            assertThat(kafka.read(Topic.AGENTS.name(kafka.prefix()))).singleElement().satisfies(record -> {
                assertThat(new String(record.key(), UTF_8)).isEqualTo("old_agent");
                assertThat(record.value()).isNull();
            });
        }
    }

    @Test
    void whatIsNotAcknowledgedIsAFailureThatNamesTheTask() {
        var nowhere = new Cluster("127.0.0.1:1", "planline", Map.of("max.block.ms", "50"));
        try (var publisher = new TaskPublisher(nowhere, "test/me")) {
            assertThat(publisher.submit(new Task("t-1", "goal"))).isCompletedExceptionally();
            assertThatThrownBy(publisher::flush).isInstanceOf(PublishFailed.class)
                    .hasMessageStartingWith("\"t-1\" was not acknowledged on planline.tasks: ");
            assertThat(publisher.acknowledged()).isZero();
        }
    }

    private static Cluster cluster(TestKafka kafka) {
        return new Cluster(TestKafka.bootstrapServers(), kafka.prefix(), Map.of());
    }
}
