package dev.planline.cli.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.client.Cluster;
import dev.planline.testkit.TestKafka;
import dev.planline.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class NewerEntriesTest {

    @Test
    void anEntryThatComesWhileARedriveGoesOnIsSeen() {
        try (var kafka = new TestKafka(1);
                var newer = new NewerEntries(new Cluster(TestKafka.bootstrapServers(), kafka.prefix(), Map.of()))) {
            DeadLetter letter = letterOfTheFirstRecord(kafka.prefix());
            publish(kafka, "a");
            publish(kafka, "b");
            assertThat(newer.after(letter)).isNull();
            publish(kafka, "a");
            assertThat(newer.after(letter)).isEqualTo(kafka.prefix() + ".agents-0@2");
            publish(kafka, "a");
            assertThat(newer.after(letter)).isEqualTo(kafka.prefix() + ".agents-0@3");
        }
    }

    private static void publish(TestKafka kafka, String key) {
        kafka.publish(Topic.AGENTS, key, "{}".getBytes(StandardCharsets.UTF_8));
    }

    private static DeadLetter letterOfTheFirstRecord(String prefix) {
        ProducerRecord<byte[], byte[]> made = LettersMade.record(prefix, Topic.AGENTS, -100, LettersMade.bytes("a"), LettersMade.bytes("{"),
                "");
        return new DeadLetter(new DeadLetterId(Topic.AGENTS, 0, 0),
                new ConsumerRecord<>(made.topic(), 0, 0, 0, TimestampType.CREATE_TIME, 0, 0,
                        made.key(), made.value(), made.headers(), Optional.empty()));
    }
}
