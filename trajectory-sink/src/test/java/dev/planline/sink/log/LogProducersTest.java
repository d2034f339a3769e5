package dev.planline.sink.log;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planline.runtime.WorkerSettings;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

/** With brokers that ask who is there, what the sink writes has to say it too. */
class LogProducersTest {

    /** Names no login, which each client says when it is made, before it connects. */
    private static final WorkerSettings SECURED = secured();

    private static WorkerSettings secured() {
        WorkerSettings plain = WorkerSettings.of("127.0.0.1:1", "one");
        return new WorkerSettings(plain.bootstrapServers(), plain.prefix(), plain.instanceId(), plain.flow(), plain.commitInterval(),
                plain.retry(), plain.recordDeadline(), plain.drainDeadline(), plain.maxValueBytes(), plain.clientMeters(),
                Map.of("security.protocol", "SASL_PLAINTEXT", "group.instance.id", "of consumers alone"));
    }

    @Test
    void prioritiesGoWithTheOptionsOfTheClients() {
        assertThatThrownBy(() -> new PriorityPublisher(SECURED)).isInstanceOf(KafkaException.class).hasStackTraceContaining("KafkaClient");
    }

    @Test
    void deadLettersGoWithTheOptionsOfTheClients() {
        try (var letters = new LetterBox(SECURED); var consumer = new MockConsumer<byte[], byte[]>("earliest")) {
            assertThatThrownBy(() -> letters.publish(List.of(), Map.of(), consumer.groupMetadata()))
                    .isInstanceOf(KafkaException.class).hasStackTraceContaining("KafkaClient");
        }
    }
}
