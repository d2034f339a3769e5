package dev.planline.cli.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.client.Cluster;
import dev.planline.testkit.TestKafka;
import dev.planline.wire.Redrives;
import dev.planline.wire.Topic;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    /** As new as the letter that it was redriven from: what this redrive or another has sent holds up nothing later. */
    @ParameterizedTest
    @CsvSource({"agents-0@9,", "agents-0@11, .agents-0@1", "agents-1@11,", "no letter, .agents-0@1"})
    void whatWasRedrivenIsAsNewAsItsLetter(String of, @Nullable String newerEntry) throws Exception {
        try (var kafka = new TestKafka(1);
                var newer = new NewerEntries(new Cluster(TestKafka.bootstrapServers(), kafka.prefix(), Map.of()));
                var producer = new KafkaProducer<>(Map.of("bootstrap.servers", TestKafka.bootstrapServers()), new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            publish(kafka, "a");
            var redriven = new ProducerRecord<>(kafka.prefix() + ".agents", LettersMade.bytes("a"), LettersMade.bytes("{}"));
            redriven.headers().add(Redrives.OF, LettersMade.bytes(of));
            producer.send(redriven).get();
            DeadLetter first = letterOfTheFirstRecord(kafka.prefix());
            var letter = new DeadLetter(new DeadLetterId(Topic.AGENTS, 0, 10), first.kafka());
            assertThat(newer.after(letter)).isEqualTo(newerEntry == null ? null : kafka.prefix() + newerEntry);
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
