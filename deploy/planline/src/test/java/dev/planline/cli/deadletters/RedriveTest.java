package dev.planline.cli.deadletters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planline.chaos.cluster.ChildJvm;
import dev.planline.cli.CommandLineRun;
import dev.planline.cli.PlanlineMain;
import dev.planline.client.AtomicPublisher;
import dev.planline.client.Cluster;
import dev.planline.testkit.TestKafka;
import dev.planline.wire.EventHeaders;
import dev.planline.wire.Redrives;
import dev.planline.wire.Topic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Dead letters on a real broker, redriven, interrupted and redriven again: each message is there exactly once. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class RedriveTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final TestKafka kafka = new TestKafka(2);
    private final KafkaProducer<byte[], byte[]> producer = producer(Map.of());

    @AfterEach
    void close() {
        producer.close();
        kafka.close();
    }

    private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        Map<String, Object> options = Stream.of(Map.<String, Object>of("bootstrap.servers", TestKafka.bootstrapServers()), more)
                .flatMap(some -> some.entrySet().stream()).collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return new KafkaProducer<>(options, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Letters of tasks: so many of each of these keys, by turns. */
    private void dieTasks(int each, String... keys) {
        IntStream.range(0, each * keys.length).forEach(i -> die(keys[i % keys.length], "{\"taskId\":\"" + keys[i % keys.length]
                + "\",\"goal\":\"goal " + i + "\"}", i));
    }

    private void die(String key, @Nullable String value, int number) {
        die(LettersMade.bytes(key), LettersMade.bytes(value), number);
    }

    private void die(byte @Nullable [] key, byte @Nullable [] value, int number) {
        var _ = producer.send(LettersMade.record(kafka.prefix(), Topic.TASKS, number, key, value, ""));
    }

    private CommandLineRun dlq(String... arguments) {
        producer.flush();
        return CommandLineRun.of(line(arguments));
    }

    private String[] line(String... arguments) {
        return Stream.concat(Stream.of("dlq"), Stream.concat(Arrays.stream(arguments),
                Stream.of("--bootstrap-server", TestKafka.bootstrapServers(), "--prefix", kafka.prefix()))).toArray(String[]::new);
    }

    private List<ConsumerRecord<byte[], byte[]>> tasks() {
        return kafka.read(Topic.TASKS.name(kafka.prefix()));
    }

    private List<ConsumerRecord<byte[], byte[]>> redrives() {
        return kafka.read(Redrives.topicName(kafka.prefix()));
    }

    /** A commit returns before all partitions show it. */
    private void awaitSent(int letters) {
        kafka.awaitCount(letters, List.of(Topic.TASKS.name(kafka.prefix())), LONG);
        kafka.awaitCount(letters, List.of(Redrives.topicName(kafka.prefix())), LONG);
    }

    private void eachOnceAndInOrder(int letters) {
        awaitSent(letters);
        assertThat(tasks()).extracting(task -> EventHeaders.text(task.headers(), Redrives.OF)).hasSize(letters).doesNotHaveDuplicates();
        assertThat(redrives()).extracting(redrive -> new String(redrive.key(), StandardCharsets.UTF_8)).hasSize(letters)
                .doesNotHaveDuplicates();
        Map<String, List<Integer>> goals = tasks().stream().collect(Collectors.groupingBy(
                task -> new String(task.key(), StandardCharsets.UTF_8),
                Collectors.mapping(task -> Integer.parseInt(text(task).replaceAll("\\D", "")),
                        Collectors.toList())));
        assertThat(goals.values()).allSatisfy(numbers -> assertThat(numbers).isSorted());
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8).replaceAll(".*\"goal\":\"", "");
    }

    @Test
    void whatWasInterruptedIsTakenUpAndEachIsSentOnce() {
        dieTasks(6, "a", "b", "c", "d");
        assertThat(dlq("redrive", "tasks", "--limit", "7")).satisfies(run -> assertThat(run.exit()).as(run.err()).isZero());
        awaitSent(7);
        try (var killed = producer(Map.of("transactional.id", kafka.prefix() + "-redrive"))) {
            // as one that is killed before its commit: message and record are on their topics, in a transaction that nobody ends
            killed.initTransactions();
            killed.beginTransaction();
            for (ConsumerRecord<byte[], byte[]> letter : kafka.deadLetters(Topic.TASKS)) {
                var _ = killed.send(new ProducerRecord<>(Topic.TASKS.name(kafka.prefix()), letter.key(), letter.value()));
                var _ = killed.send(new ProducerRecord<>(Redrives.topicName(kafka.prefix()), letter.key(), letter.value()));
            }
            killed.flush();

            CommandLineRun run = dlq("redrive", "tasks", "--rate", "1000/s");

            assertThat(run.exit()).as(run.err()).isZero();
            assertThat(run.err()).contains("17 to send, 7 redriven before").contains("17 sent, 7 redriven before");
            eachOnceAndInOrder(24);
            assertThatThrownBy(killed::commitTransaction).isInstanceOf(ProducerFencedException.class);
        }
        assertThat(dlq("redrive", "tasks").err()).contains("0 sent, 24 redriven before");
        eachOnceAndInOrder(24);
    }

    @Test
    void aProcessThatIsKilledTwiceLeavesNothingTwice() throws IOException {
        dieTasks(75, "a", "b", "c", "d");
        producer.flush();
        try (var process = new ChildJvm("redrive", "128m", folder.resolve("redrive.log"), PlanlineMain.class.getName(),
                List.of(line("redrive", "tasks", "--rate", "50/s", "--yes")))) {
            process.start();
            for (int sent : List.of(40, 120)) {
                Awaitility.await().atMost(LONG).pollInterval(Duration.ofMillis(10))
                        .until(() -> !process.alive() || redrives().size() >= sent);
                assertThat(process.alive()).as("still sends: %s", Files.readString(process.log())).isTrue();
                process.kill();
                assertThat(redrives()).hasSizeBetween(sent, 299);
                process.start();
            }
            Awaitility.await().atMost(LONG).until(() -> !process.alive());
            assertThat(process.exitCode()).isZero();
            assertThat(process.log()).content().contains("300 to send", "redriven before");
        }
        eachOnceAndInOrder(300);
    }

    @Test
    void ofTwoAtOnceTheSecondTakesOverAndNothingIsSentTwice() {
        dieTasks(3, "a", "b");
        CompletableFuture<CommandLineRun> first = CompletableFuture.supplyAsync(() -> dlq("redrive", "tasks", "--rate", "1/s"));
        Awaitility.await().atMost(LONG).until(() -> !redrives().isEmpty());

        CommandLineRun second = dlq("redrive", "tasks", "--rate", "1000/s");

        assertThat(second.exit()).as(second.err()).isZero();
        assertThat(first.join().exit()).isEqualTo(1);
        assertThat(first.join().err()).contains("another redrive has begun", "nothing is sent twice");
        eachOnceAndInOrder(6);
    }

    @Test
    void whatAnotherSendsBeforeItIsFencedIsKnown() {
        dieTasks(3, "a", "b");
        producer.flush();
        var cluster = new Cluster(TestKafka.bootstrapServers(), kafka.prefix(), Map.of());
        var terms = new Terms(Filter.ALL, Long.MAX_VALUE, 3, /* keepOrder= */ true, null, "ada", Set.of());
        var redriving = new Redriving(cluster, terms, InstantSource.system(), () -> {
            assertThat(dlq("redrive", "tasks").err()).contains("6 sent"); // the last that another can do
            return new AtomicPublisher(cluster, "redrive");
        });

        try (Letters letters = Letters.open(cluster, List.of(Topic.TASKS), Set.of())) {
            Tally tally = redriving.run(letters, 1_000, (letter, fate) -> {
            }, sent -> {
            });

            assertThat(tally).isEqualTo(new Tally(0, 0, 0, 6));
        }
        eachOnceAndInOrder(6);
    }

    @Test
    void aDryRunTellsTheFateOfEachAndSendsNothing() {
        die("a", "{\"taskId\":\"a\",\"goal\":\"goal 0\"}", 0);
        die("a", "{\"taskId\":\"a\",\"gaol\":\"goal 1\"}", 1);
        die("a", "{\"taskId\":\"a\",\"goal\":\"goal 2\"}", 2);

        CommandLineRun run = dlq("redrive", "--all-letters", "--dry-run");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out().lines().map(line -> line.replaceAll("tasks-\\d@", "@").replaceAll(" {2,}", "|"))).satisfiesExactly(
                line -> assertThat(line).isEqualTo("@0|send|to " + kafka.prefix() + ".tasks"),
                line -> assertThat(line).isEqualTo("@1|refused|gaol: unknown field; did you mean \"goal\"?"),
                line -> assertThat(line).startsWith("@2|held back|waits for @1"));
        assertThat(run.err()).contains("1 to send, 1 refused, 1 held back; nothing was sent");
        assertThat(tasks()).isEmpty();
        assertThat(redrives()).isEmpty();
        List<JsonNode> lines = dlq("redrive", "--all-letters", "--dry-run", "-o", "json").out().lines()
                .map(line -> JsonMapper.shared().readTree(line)).toList();
        assertThat(lines).extracting(line -> line.path("fate").asString("")).containsExactly("send", "refused", "held back", "");
        assertThat(lines.getLast().path("total").path("heldBack").asInt()).isEqualTo(1);
    }

    @Test
    void whatIsRefusedStaysOpenAndIsListed() {
        die("a", "{\"taskId\":\"a\",\"goal\":\"goal 0\"}", 0);
        die("b", "{", 1);

        CommandLineRun run = dlq("redrive", "tasks", "--by", "ada");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("1 sent, 1 refused", "1 stay open");
        assertThat(run.out().lines()).singleElement().asString().contains("refused", "is not valid JSON");
        assertThat(dlq("list").out().lines().skip(1)).singleElement().asString().contains(" b ");
        assertThat(dlq("list", "--all").out().lines().skip(1)).hasSize(2);
        JsonNode groups = JsonMapper.shared().readTree(dlq("list", "--by", "kind", "-o", "json").out());
        assertThat(groups).singleElement().satisfies(group -> {
            assertThat(group.path("group").asString()).isEqualTo("malformed");
            assertThat(group.path("letters").asInt()).isEqualTo(1);
        });
        String id = JsonMapper.shared().readTree(dlq("list", "--all", "--key", "a", "-o", "json").out()).path(0).path("id").asString();
        assertThat(dlq("show", id).out()).contains("by ada to " + kafka.prefix() + ".tasks");
    }

    /** Somebody else has written on the topic of redrives. */
    @Test
    void aRecordOfARedriveThatCannotBeReadStopsARedriveUntilItIsPassedOver() {
        die("a", "{\"taskId\":\"a\",\"goal\":\"goal 0\"}", 0);
        var _ = producer.send(new ProducerRecord<>(Redrives.topicName(kafka.prefix()), 0, null, LettersMade.bytes("{}")));
        String place = Redrives.topicName(kafka.prefix()) + "-0@0";

        assertThat(dlq("list").err()).contains(place + " is no record of a redrive");
        assertThat(dlq("list").out().lines().skip(1)).hasSize(1);
        String id = JsonMapper.shared().readTree(dlq("list", "-o", "json").out()).path(0).path("id").asString();
        assertThat(dlq("show", id).err()).contains(place + " is no record of a redrive");
        assertThat(dlq("redrive", "tasks")).satisfies(run -> {
            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err()).contains(place, "--pass-over " + place);
        });
        assertThat(tasks()).isEmpty();
        assertThat(dlq("redrive", "tasks", "--pass-over", place).exit()).isZero();
        kafka.awaitCount(1, List.of(Topic.TASKS.name(kafka.prefix())), LONG);
    }

    @Test
    void onATerminalItAsksFirst() {
        die("a", "{\"taskId\":\"a\",\"goal\":\"goal 0\"}", 0);

        producer.flush();
        CommandLineRun declined = CommandLineRun.watched("\n", line("redrive", "tasks"));
        assertThat(declined.exit()).isEqualTo(1);
        assertThat(declined.err()).contains("1 to send, at 100 a second", "Go on? [y/N]", "nothing was sent");
        assertThat(tasks()).isEmpty();

        assertThat(CommandLineRun.watched("y\n", line("redrive", "tasks")).exit()).isZero();
        awaitSent(1);
    }

    @Test
    void whatIsNoTextIsShownAsItIs() {
        byte[] binary = {(byte) 0xFF, 0, (byte) 0xC3};
        die(binary, binary, 0);
        String base64 = Base64.getEncoder().encodeToString(binary);

        JsonNode row = JsonMapper.shared().readTree(dlq("list", "-o", "json").out()).path(0);
        String id = row.path("id").asString();
        JsonNode whole = JsonMapper.shared().readTree(dlq("show", id, "-o", "json").out());

        assertThat(row.path("keyBase64").asString()).isEqualTo(base64);
        assertThat(whole.path("valueBase64").asString()).isEqualTo(base64);
        assertThat(whole.has("value")).isFalse();
        assertThat(dlq("show", id).out()).contains("key: (base64) " + base64).endsWith("(base64) " + base64 + System.lineSeparator())
                .doesNotContain("\uFFFD");
        assertThat(dlq("list").out()).contains("(base64) " + base64).doesNotContain("\uFFFD");
    }

    @Test
    void whoDoesNotSayWhatIsMeantIsAskedForIt() {
        assertThat(dlq("redrive")).satisfies(run -> {
            assertThat(run.exit()).isEqualTo(2);
            assertThat(run.err()).contains("--all-letters");
        });
        assertThat(dlq("redrive", "--id", "tasks-0@99")).satisfies(run -> {
            assertThat(run.exit()).isEqualTo(2);
            assertThat(run.err()).contains("there is no dead letter tasks-0@99");
        });
        assertThat(dlq("redrive", "taks").err()).contains("did you mean \"tasks\"?");
        assertThat(dlq("redrive", "tasks", "--rate", "0").err()).contains("'0' is not a rate above zero");
    }
}
