package dev.planline.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.testkit.GeneratedFile;
import dev.planline.testkit.TestKafka;
import dev.planline.wire.Decoded;
import dev.planline.wire.Sizes;
import dev.planline.wire.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TopicsTest {

    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final short CLUSTERS_OWN = -1;

    private final Admin admin = Cluster.at(TestKafka.bootstrapServers()).admin();

    @AfterEach
    void close() {
        admin.close();
    }

    @Test
    void everyTopicOfMessagesHasItsDeadLetterTopicWithAsManyPartitions() {
        List<DeclaredTopic> all = Topics.declared("p").all();

        assertThat(all).hasSize(23).allSatisfy(topic -> assertThat(topic.partitions()).isEqualTo(6));
        assertThat(all).extracting(DeclaredTopic::name).contains("p.tasks", "p.tasks.dlq", "p.priorities", "p.priorities.dlq",
                "p.redrives");
        assertThat(all.get(0).config()).containsEntry("max.message.bytes", "4194304");
        assertThat(all.get(1).config()).containsEntry("max.message.bytes", "5242880");
    }

    @Test
    void topicsAreCreatedOnceAndAreThenAsDeclared() {
        Topics topics = Topics.declared("fresh");

        assertThat(topics.apply(admin, CLUSTERS_OWN, DEADLINE).missing()).hasSize(23);
        assertThat(topics.apply(admin, CLUSTERS_OWN, DEADLINE).missing()).isEmpty();
        assertThat(topics.inspect(admin).present()).hasSize(23);
    }

    @Test
    void aClusterThatContradictsIsLeftAloneAndEveryContradictionIsNamed() throws InterruptedException, ExecutionException {
        admin.createTopics(List.of(new NewTopic("odd.tasks", 2, (short) 1), new NewTopic("odd.agents", 6, (short) 1))).all().get();
        Topics topics = Topics.declared("odd");

        TopicsState state = topics.apply(admin, CLUSTERS_OWN, DEADLINE);

        assertThat(state.contradictions()).extracting(TopicsState.Contradiction::message).containsExactly(
                "odd.tasks: partitions is 2, but 6 is declared",
                "odd.tasks: max.message.bytes is 8388608, but 4194304 is declared",
                "odd.tasks: retention.ms is 604800000, but 2592000000 is declared",
                "odd.agents: cleanup.policy is delete, but compact is declared",
                "odd.agents: max.message.bytes is 8388608, but 4194304 is declared");
        assertThat(topics.inspect(admin).missing()).hasSize(21);
    }

    @Test
    void aFileThatDeclaresAnUnknownTopicIsRefusedWithTheNearestName() {
        byte[] json = "{\"partitions\": 1, \"topics\": {\"taks\": {}}, \"deadLetters\": {}, \"redrives\": {}}"
                .getBytes(StandardCharsets.UTF_8);

        assertThat(Topics.of(json, "p")).isEqualTo(new Decoded.Malformed<>("topics.taks", "unknown topic; did you mean \"tasks\"?"));
    }

    @Test
    void theRecordOfARedriveOutlivesItsDeadLetter() throws IOException {
        String json = Files.readString(GeneratedFile.root().resolve("deploy/topics.json"));
        String retention = "\"redrives\": {\"cleanup.policy\": \"delete\", \"retention.ms\": ";
        assertThat(json).contains(retention + "-1}");

        assertThat(redrivesKept(json, retention, "15552000000")).isInstanceOf(Decoded.Value.class);
        for (String shorter : List.of("15551999999", "0")) {
            assertThat(redrivesKept(json, retention, shorter)).isInstanceOfSatisfying(Decoded.Malformed.class,
                    refused -> assertThat(refused.message()).startsWith("redrives.retention.ms: must be -1, or at least twice"));
        }
    }

    @Test
    void allTakeMessagesOfTheSameSize() throws IOException {
        String json = Files.readString(GeneratedFile.root().resolve("deploy/topics.json"));
        String limit = "\"max.message.bytes\": ";

        assertThat(json.split(limit + Sizes.MESSAGE + "}", -1)).as("all but dead letters").hasSize(Topic.values().length + 1);
        assertThat(json).containsOnlyOnce(limit + (5 << 20));
    }

    private static Decoded<Topics> redrivesKept(String json, String retention, String millis) {
        return Topics.of(json.replace(retention + "-1}", retention + millis + "}").getBytes(StandardCharsets.UTF_8), "p");
    }

    @Test
    void readersSeeWhatIsCommittedFromWhereTheyAreTold() {
        try (var kafka = new TestKafka(1)) {
            var cluster = new Cluster(TestKafka.bootstrapServers(), kafka.prefix(), Map.of());
            for (int i = 0; i < 5; i++) {
                kafka.publish(Topic.RULES, "k", null);
            }
            try (TopicReader reader = TopicReader.of(cluster, List.of(kafka.prefix() + ".rules"))) {
                var ends = reader.ends();
                var _ = reader.from(Map.of(reader.partitions().getFirst(), 3L));

                assertThat(reader.reached(ends)).isFalse();
                assertThat(reader.poll(DEADLINE)).extracting(record -> record.offset()).containsExactly(3L, 4L);
                assertThat(reader.reached(ends)).isTrue();
            }
        }
    }
}
