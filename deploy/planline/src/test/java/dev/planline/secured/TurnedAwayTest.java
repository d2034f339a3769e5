package dev.planline.secured;

import static dev.planline.secured.SecuredKafka.PREFIX;
import static dev.planline.secured.SecuredKafka.password;
import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.cli.CommandLineRun;
import dev.planline.process.ServiceProcess;
import dev.planline.testkit.Right;
import dev.planline.wire.Topic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that the cluster turns away ends, and says what has to change. */
@Timeout(60)
class TurnedAwayTest {

    @TempDir
    static Path folder;

    private static SecuredKafka kafka;

    @BeforeAll
    static void start() throws Exception {
        kafka = new SecuredKafka(folder);
        kafka.let(Right.byRole());
        kafka.makeTopics();
    }

    /** Something to give up, for each that has to write a dead letter to notice that it may not. */
    private static void publishMalformed() throws ExecutionException, InterruptedException {
        try (var producer = new KafkaProducer<>(Map.of("bootstrap.servers", kafka.unguarded()), new StringSerializer(),
                new StringSerializer())) {
            for (Topic topic : List.of(Topic.TASKS, Topic.ROUTES, Topic.TRAJECTORIES)) {
                producer.send(new ProducerRecord<>(topic.name(PREFIX), "bad", "{")).get();
            }
        }
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"planner", "router", "validator", "sink"})
    void aWrongPassword(String role) {
        Ended ended = Ended.of(role, kafka.withPassword(role, "guess-" + password(role)), folder);
        assertThat(ended.said())
                .isEqualTo(role + ": stops: Kafka does not let this user in: Authentication failed during authentication due to"
                        + " invalid credentials with SASL mechanism SCRAM-SHA-512; see kafka.sasl.mechanism and kafka.sasl.jaas.config\n");
        assertThat(ended.exit()).isEqualTo(ServiceProcess.FAILED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"planner", "router", "validator", "sink"})
    void aCertificateThatNobodyTrusts(String role) {
        Ended ended = Ended.of(role, kafka.withoutTrust(role), folder);
        assertThat(ended.said()).isEqualTo(
                role + ": stops: no trust between this process and Kafka: unable to find valid certification path to requested target; see"
                        + " kafka.ssl.truststore.location and, if the brokers ask for a certificate, kafka.ssl.keystore.location\n");
        assertThat(ended.exit()).isEqualTo(ServiceProcess.FAILED);
    }

    /**
     * One of each kind: a table, a source, a group, a transactional id, an output; each user lacks that one right of its role. Of two sources
     * Kafka names the one that may not be read if it answers the question for its partitions first, and none of them if the group does.
     */
    @ParameterizedTest
    @CsvSource({
        "planner,   read topic agents,               Read on the topic planline.agents",
        "planner,   read topic trajectories,         Read on the topic planline.trajectories",
        "planner,   read topic rejected,             'Read on each of the topics planline.rejected, planline.tasks or Read on the topic planline.rejected'",
        "planner,   write topic tasks.dlq,           Write on the topic planline.tasks.dlq",
        "router,    read group router,               Read on the group planline-router",
        "router,    read topic rules,                Read on the topic planline.rules",
        "validator, write transactional_id validator:*, Write on the transactional id planline-validator:one",
        "validator, write topic routes.dlq,          Write on the topic planline.routes.dlq",
        "sink,      read topic priorities,           Read on the topic planline.priorities",
        "sink,      read group sink,                 Read on the group planline-sink",
        "sink,      write transactional_id sink-*,   Write on the transactional id planline-sink-one",
        "sink,      write topic trajectories.dlq,    Write on the topic planline.trajectories.dlq"})
    void aMissingRight(String role, String lacking, String named) throws Exception {
        String user = (role + "-without-" + lacking).replaceAll("[^a-z-]", "-");
        List<Right> all = Right.byRole().getOrDefault(role, List.of());
        List<Right> others = all.stream().filter(right -> !right.toString().equals(lacking)).toList();
        assertThat(others).hasSize(all.size() - 1);
        kafka.let(Map.of(user, others));
        publishMalformed();
        List<Ended> right = Arrays.stream(named.split(" or ")).map(name -> new Ended(ServiceProcess.FAILED,
                role + ": stops: not allowed by Kafka: its user needs the right " + name + " (docs/rights.md)\n")).toList();
        assertThat(Ended.of(role, kafka.settings(user), folder)).isIn(right);
    }

    @Test
    void commandsAreTurnedAwayLikewise() throws IOException {
        CommandLineRun wrong = command(kafka.withPassword("operator", "guess-" + password("operator")), "lag", "--stacktrace");
        assertThat(wrong.exit()).isEqualTo(1);
        assertThat(wrong.err()).startsWith("planline: Kafka does not let this client in: ").doesNotContain(password("operator"));
        CommandLineRun untrusted = command(kafka.withoutTrust("operator"), "topics", "check", "--stacktrace");
        assertThat(untrusted.exit()).isEqualTo(1);
        assertThat(untrusted.err()).startsWith("planline: Kafka does not let this client in: ").doesNotContain(password("operator"));
        CommandLineRun lacking = command(kafka.settings("agent"), "submit", "--goal", "g", "--stacktrace");
        assertThat(lacking.exit()).isEqualTo(1);
        assertThat(lacking.err()).startsWith("planline: topic planline.tasks does not exist, or is not to be seen by this user")
                .contains("docs/rights.md")
                .doesNotContain(password("agent"));
    }

    private static CommandLineRun command(Map<String, String> settings, String... command) throws IOException {
        Path config = SecuredKafka.file(folder.resolve("command.properties"), settings);
        var line = new ArrayList<>(List.of(command));
        line.addAll(List.of("--config", config.toString()));
        return CommandLineRun.of(line.toArray(String[]::new));
    }
}
