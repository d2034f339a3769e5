package dev.planline.secured;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planline.chaos.cluster.ChildJvm;
import dev.planline.cli.CommandLineRun;
import dev.planline.planner.PlannerMain;
import dev.planline.router.RouterMain;
import dev.planline.sink.SinkMain;
import dev.planline.testkit.LocalHttp;
import dev.planline.testkit.Right;
import dev.planline.validator.ValidatorMain;
import dev.planline.wire.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** What processes hold that nobody may see is in nothing that they say: neither in logs nor in replies, meters or errors. */
@Timeout(180)
class SecretsTest {

    private static final Duration LONG = Duration.ofSeconds(90);
    private static final String READS = "sesame-that-reads-0123456789";
    private static final String WRITES = "sesame-that-writes-0123456789";
    private static final String GUESS = "sesame-that-somebody-guessed-01";
    private static final Map<String, Class<?>> ROLES = new TreeMap<>(Map.of("planner", PlannerMain.class, "router", RouterMain.class,
            "validator", ValidatorMain.class, "sink", SinkMain.class));
    private static final List<String> SECRETS = Stream.concat(Stream.of("sesame"),
            Right.byRole().keySet().stream().map(SecuredKafka::password)).toList();

    @TempDir
    static Path folder;

    private static SecuredKafka kafka;

    private final Map<String, String> said = new TreeMap<>();

    @BeforeAll
    static void start() throws Exception {
        kafka = new SecuredKafka(folder);
        kafka.let(Right.byRole());
        kafka.makeTopics();
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void nothingThatRunsSaysThem() throws Exception {
        Map<String, Integer> ports = new HashMap<>();
        int api = LocalHttp.freePort();
        var processes = new ArrayList<ChildJvm>();
        try {
            for (var role : ROLES.entrySet()) {
                ports.put(role.getKey(), LocalHttp.freePort());
                processes.add(process(role.getKey(), role.getValue(), ports.get(role.getKey()), api));
            }
            processes.forEach(ChildJvm::start);
            Awaitility.await().atMost(LONG).until(() -> {
                assertThat(processes).allMatch(ChildJvm::alive);
                return ports.values().stream().allMatch(port -> LocalHttp.get(port, "/readyz").status() == 200);
            });
            work();
            for (int port : ports.values()) {
                List.of("/metrics", "/livez", "/readyz").forEach(path -> ask(port, path, "", 200));
                ask(port, "/nothing?token=" + WRITES, "", 404);
            }
            for (String token : List.of(READS, WRITES, GUESS)) {
                boolean known = !token.equals(GUESS);
                ask(api, "/v1/tasks", token, known ? 200 : 401);
                ask(api, "/v1/tasks/none", token, known ? 404 : 401);
                ask(api, "/v1/tasks?cursor=bad", token, known ? 400 : 401);
                ask(api, "/v1/tasks?token=" + token, token, known ? 400 : 401);
                ask(api, "/nothing", token, known ? 404 : 401);
            }
            commands(api);
            for (ChildJvm process : processes) {
                assertThat(process.stop(LONG)).as(process.name()).isTrue();
                assertThat(process.exitCode()).as(process.name()).isZero();
                said.put("log of " + process.name(), Files.readString(process.log()));
            }
        } finally {
            processes.forEach(ChildJvm::close);
        }
        assertThat(said).hasSize(4 * 4 + 3 * 5 + 7 + 4);
        assertThat(said.values().stream().filter(text -> text.contains("kafka.sasl.jaas.config=********"))).hasSize(4);
        assertThat(said.get("log of sink")).contains("sink.api.read.tokens=********", "sink.api.write.tokens=********");
        assertSilent();
    }

    private ChildJvm process(String role, Class<?> main, int management, int api) throws IOException {
        var settings = new HashMap<>(kafka.settings(role));
        settings.putAll(Map.of("instance.id", role, "management.port", String.valueOf(management)));
        if (role.equals("sink")) {
            settings.putAll(Map.of("sink.directory", folder.resolve("store").toString(), "sink.port", String.valueOf(api),
                    "sink.api.read.tokens", READS, "sink.api.write.tokens", WRITES));
        }
        Path file = SecuredKafka.file(folder.resolve(role + ".properties"), settings);
        return new ChildJvm(role, "192m", folder.resolve(role + ".log"), main.getName(), List.of(file.toString()));
    }

    /** A task, which no agent takes, and for each stage something that it gives up. */
    private void work() throws Exception {
        CommandLineRun submit = command(kafka.settings("submitter"), "submit", "--goal", "Write a blog article about threads", "--wait",
                "-o", "json");
        assertThat(submit.out()).as(submit.err()).contains("\"abandoned\":1");
        try (var producer = new KafkaProducer<>(Map.of("bootstrap.servers", kafka.unguarded()), new StringSerializer(),
                new StringSerializer())) {
            for (Topic topic : List.of(Topic.TASKS, Topic.PLANS, Topic.ROUTES, Topic.TRAJECTORIES)) {
                producer.send(new ProducerRecord<>(topic.name(SecuredKafka.PREFIX), "bad", "{")).get();
            }
        }
        Awaitility.await().atMost(LONG).untilAsserted(() -> assertThat(JsonMapper.shared().readTree(CommandLineRun
                .of("dlq", "list", "--bootstrap-server", kafka.unguarded(), "-o", "json").out())).hasSize(4));
    }

    /** Commands that work and commands that fail, with all that can be learnt of a failure. */
    private void commands(int api) throws IOException {
        String address = "http://127.0.0.1:" + api;
        Map<String, String> operator = kafka.settings("operator");
        assertThat(command(operator, "lag", "--stacktrace").exit()).isZero();
        assertThat(command(operator, "trajectories", "list", "--stacktrace", "--api", address).exit()).isZero();
        assertThat(command(operator, "trajectories", "show", "none", "--stacktrace", "--api", address).exit()).isEqualTo(1);
        assertThat(command(operator, "trajectories", "list", "--stacktrace", "--api", "http://127.0.0.1:1").exit()).isEqualTo(1);
        assertThat(command(kafka.settings("agent"), "topics", "check", "--stacktrace").exit()).isEqualTo(1);
        var broken = new HashMap<>(operator);
        broken.put("kafka.sasl.jaas.config", "sesame");
        assertThat(command(broken, "lag", "--stacktrace").exit()).isEqualTo(1);
    }

    private CommandLineRun command(Map<String, String> settings, String... command) throws IOException {
        var line = new ArrayList<>(List.of(command));
        line.addAll(List.of("--config", SecuredKafka.file(folder.resolve("command.properties"), settings).toString()));
        CommandLineRun run = CommandLineRun.in(Map.of("PLANLINE_TOKEN", WRITES), line.toArray(String[]::new));
        said.put(settings.hashCode() + " " + String.join(" ", command), run.toString());
        return run;
    }

    private void ask(int port, String path, String token, int status) {
        LocalHttp.Reply reply = LocalHttp.get(port, path, token);
        assertThat(reply.status()).as("%s: %s", path, reply).isEqualTo(status);
        said.put(port + " " + path + " " + token.hashCode(), reply.toString());
    }

    /** What a process is given and cannot use, it names and does not show. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            sink.api.write.tokens                     | sesame
            sink.database                             | jdbc:postgresql://u:sesame@127.0.0.1/db
            sink.database                             | jdbc:postgresql://127.0.0.1/db?password=sesame1
            kafka.sasl.jaas.config                    | sesame
            kafka.sasl.jaas.config                    | org.apache.kafka.common.security.scram.ScramLoginModule required username="sink" password="sesame"
            kafka.sasl.jaas.config                    | no.such.Module required username="sink" password="sesame";
            kafka.ssl.keystore.key                    | sesame
            kafka.ssl.truststore.password             | sesame
            """)
    void whatIsWrongWithThemIsSaidWithoutThem(String key, String value) {
        var settings = new HashMap<>(kafka.settings("sink"));
        settings.put("kafka.ssl.keystore.type", "PEM");
        settings.put(key, value);
        Ended ended = Ended.of("sink", settings, folder);
        assertThat(ended.exit()).as(ended.said()).isNotZero();
        said.put(key, ended.said());
        assertSilent();
    }

    private void assertSilent() {
        said.forEach((what, text) -> assertThat(SECRETS).as("%s: %s", what, text).noneMatch(text::contains));
    }
}
