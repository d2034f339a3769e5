package dev.planline.cli.dev;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.planline.cli.CommandLineRun;
import dev.planline.cli.console.Console;
import dev.planline.embedded.LocalKafka;
import dev.planline.exchange.Atif;
import dev.planline.model.Trajectory;
import dev.planline.observability.ManagementServer;
import dev.planline.tracing.TracingSettings;
import dev.planline.wire.Codec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands against a development mode, as somebody in another terminal runs them; it only knows where the broker is. */
class DevModeTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    @Test
    void everyCommandWorksAgainstItAndWhatItKeptIsThereAgain() throws Exception {
        int trajectories;
        try (DevMode dev = start()) {
            tasks(dev);
            pool(dev);
            tables(dev);
            verify(dev);
            managed(dev);
            trajectories = dev.trajectories();
        }
        try (DevMode dev = start()) {
            assertThat(dev.trajectories()).isEqualTo(trajectories);
            assertThat(json(dev, "get", "t-1").path("status").asString()).isEqualTo("validated");
        }
    }

    private static void managed(DevMode dev) throws IOException, InterruptedException {
        try (ManagementServer management = dev.manage(0); HttpClient client = HttpClient.newHttpClient()) {
            for (String path : List.of("/livez", "/readyz", "/metrics")) {
                var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management.port() + path)).build();
                HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(path).isEqualTo(200);
                assertThat(answer.body()).contains(path.equals("/livez") ? "\"sink\":\"up\"" : path.equals("/readyz") ? "up" : "planline_");
            }
        }
    }

    @Test
    void whatCannotBeStartedSaysWhy() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        CommandLineRun noFolder = CommandLineRun.of("dev", "--data", file.toString(), "--port", "0", "--kafka-port", "0");
        assertThat(noFolder.exit()).isEqualTo(2);
        assertThat(noFolder.err()).contains("--data: cannot make the folder " + file);
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CommandLineRun noPort = CommandLineRun.of("dev", "--kafka-port", String.valueOf(taken.getLocalPort()), "--port", "0");
            assertThat(noPort.exit()).isEqualTo(1);
            assertThat(noPort.err()).contains("port " + taken.getLocalPort() + " is taken").contains("--kafka-port");
        }
    }

    private void tasks(DevMode dev) {
        JsonNode report = json(dev, "submit", file("tasks.jsonl", IntStream.rangeClosed(1, 8)
                .mapToObj(i -> "{\"taskId\":\"t-" + i + "\",\"goal\":\"Write a blog article about topic " + i + "\"}")), "--wait");
        assertThat(report.path("validated").asInt()).isEqualTo(8);
        assertThat(report.path("open").asInt()).isZero();
        Awaitility.await().atMost(LONG).until(() -> dev.trajectories() == 8);
        JsonNode life = json(dev, "get", "t-1");
        assertThat(life.path("status").asString()).isEqualTo("validated");
        assertThat(life.path("events").values()).extracting(event -> event.path("stage").asString())
                .containsExactly("tasks", "plans", "routes", "validated");
        assertThat(life.path("trajectories").size()).isEqualTo(1);
        CommandLineRun unknown = run(dev, "get", "t-99");
        assertThat(unknown.exit()).isEqualTo(1);
        assertThat(unknown.err()).contains("nothing is known of the task \"t-99\"");
        assertThat(run(dev, "tail", "validated", "--from-beginning", "-n", "8", "-o", "json").out().lines()).hasSize(8);
        for (JsonNode lag : json(dev, "lag").path("stages").values()) {
            assertThat(lag.path("workers").asInt()).as(lag.toString()).isEqualTo(1);
        }
    }

    private void pool(DevMode dev) throws IOException {
        JsonNode page = json(dev, "trajectories", "list", "--limit", "5");
        assertThat(page.path("items").size()).isEqualTo(5);
        JsonNode rest = json(dev, "trajectories", "list", "--limit", "5", "--cursor", page.path("next").asString());
        assertThat(rest.path("items").size()).isEqualTo(3);
        String id = page.path("items").path(0).path("trajectoryId").asString();
        assertThat(json(dev, "trajectories", "show", id)).isEqualTo(page.path("items").path(0));
        assertThat(json(dev, "trajectories", "lineage", id).path("ancestors").size()).isZero();
        assertThat(json(dev, "trajectories", "diverse", "--limit", "1").path("items").size()).isEqualTo(1);
        assertThat(json(dev, "trajectories", "pairs", "--agent", "nobody").path("items").isEmpty()).isTrue();
        assertThat(json(dev, "trajectories", "parents", "--rule", "best", "--distinct").path("items").size()).isEqualTo(1);
        assertThat(json(dev, "trajectories", "stats").path("total").asInt()).isEqualTo(8);
        Path exported = directory.resolve("exported.jsonl");
        assertThat(json(dev, "trajectories", "export", exported.toString()).path("exported").asInt()).isEqualTo(8);
        Path documents = directory.resolve("exported.atif.jsonl");
        assertThat(json(dev, "trajectories", "export", documents.toString()).path("exported").asInt()).isEqualTo(8);
        assertThat(Files.readAllLines(documents).stream().map(line -> Atif.read(line.getBytes(StandardCharsets.UTF_8))).toList())
                .isEqualTo(Files.readAllLines(exported).stream().map(line -> new Codec().decode(Trajectory.class, line)).toList());
        Path table = directory.resolve("exported.parquet");
        assertThat(json(dev, "trajectories", "export", "--rows", "steps", table.toString()).path("exported").asInt()).isEqualTo(8);
        int steps = Files.readAllLines(exported).stream().mapToInt(line -> JSON.readTree(line).path("steps").size()).sum();
        try (var reader = ParquetFileReader.open(InputFile.of(table))) {
            assertThat(reader.getFileMetaData().numRows()).isEqualTo(steps);
        }
        assertThat(run(dev, "trajectories", "export", "--format", "parquet").err()).contains("parquet needs a FILE");
        assertThat(run(dev, "trajectories", "export", "--rows", "steps").err()).contains("--rows is for --format parquet");
        assertThat(run(dev, "trajectories", "import", table.toString()).err()).contains("import jsonl or atif");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(Path::toString)).noneMatch(name -> name.endsWith(".part"));
        }
        String copies = Files.readString(exported).replace("\"trajectoryId\":\"", "\"trajectoryId\":\"copy-")
                .replace("\"goal\":\"", "\"goal\":\"AKIAIOSFODNN7EXAMPLE ");
        assertThat(json(dev, "trajectories", "import", file("copies.jsonl", copies.lines()), "--no-redact").path("imported").asInt())
                .isEqualTo(8);
        Awaitility.await().atMost(LONG).until(() -> dev.trajectories() == 16);
        assertThat(json(dev, "trajectories", "show", "copy-" + id).path("score")).isEqualTo(page.path("items").path(0).path("score"));
        assertThat(json(dev, "trajectories", "show", "copy-" + id).path("goal").asString()).startsWith("[redacted:aws-key] Write");
        CommandLineRun refused = run(dev, "trajectories", "list", "--operator", "crossover");
        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.err()).contains("operator").contains("baseline, revision, recombination, refinement");
    }

    private void tables(DevMode dev) {
        assertThat(json(dev, "replay", "tables").path("items").values())
                .extracting(item -> item.path("table").path("name").asString() + " " + item.path("size").asInt())
                .containsExactly("uniform 16", "prioritized 16");
        JsonNode sample = json(dev, "replay", "sample", "uniform", "-n", "4", "--seed", "1");
        assertThat(sample.propertyNames()).containsExactly("table", "seed", "offsets", "items");
        assertThat(sample.path("items").size()).isEqualTo(4);
        assertThat(sample.path("items").path(0).propertyNames()).containsExactly("trajectoryId", "partition", "offset", "probability",
                "weight", "timesSampled", "trajectory");
        assertThat(ids(json(dev, "replay", "sample", "uniform", "-n", "4", "--seed", "1"))).isEqualTo(ids(sample));
        String favourite = sample.path("items").path(0).path("trajectoryId").asString();
        assertThat(run(dev, "replay", "prioritize", "prioritized", favourite + "=1000000").exit()).isZero();
        Awaitility.await().atMost(LONG).until(() -> {
            JsonNode draw = json(dev, "replay", "sample", "prioritized", "-n", "10", "--seed", "2");
            return ids(draw).stream().filter(favourite::equals).count() == 10;
        });
        assertThat(json(dev, "agents", "list").size()).isEqualTo(16);
        assertThat(run(dev, "agents", "remove", "qa_agnt").exit()).isEqualTo(2);
        assertThat(json(dev, "dlq", "list").size()).isZero();
        assertThat(run(dev, "topics", "check").exit()).isZero();
    }

    private void verify(DevMode dev) throws SQLException {
        JsonNode good = json(dev, "verify");
        assertThat(good.path("equal").asBoolean()).isTrue();
        assertThat(good.path("differences").size()).isZero();
        assertThat(good.path("events").asInt()).isGreaterThanOrEqualTo(16 + 8 * 4);
        assertThat(good.path("digest").asString()).hasSize(64);
        assertThat(good.path("partitions").values()).extracting(part -> part.path("name").asString()).contains("agents");
        String id = json(dev, "get", "t-1").path("trajectories").path(0).asString();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("data/sink/planline.db"));
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate("UPDATE trajectories SET score = score / 2 WHERE trajectory_id = '" + id + "'"))
                    .isEqualTo(1);
            CommandLineRun bad = run(dev, "verify", "-o", "json");
            assertThat(bad.exit()).isEqualTo(1);
            JsonNode report = JSON.readTree(bad.out());
            assertThat(report.path("equal").asBoolean()).isFalse();
            assertThat(report.path("differing").asInt()).isEqualTo(1);
            JsonNode difference = report.path("differences").path(0);
            assertThat(difference.path("key").asString()).endsWith("(" + id + ")");
            assertThat(difference.path("problem").asString()).isEqualTo("differs from the log");
            statement.executeUpdate("UPDATE trajectories SET score = score * 2 WHERE trajectory_id = '" + id + "'");
        }
        CommandLineRun shown = run(dev, "verify");
        assertThat(shown.exit()).isZero();
        assertThat(shown.out()).contains("PARTITION").doesNotContain("NO");
    }

    @Test
    void worksOnAClusterThatIsThereAndLeavesItThere() throws IOException, InterruptedException {
        try (LocalKafka kafka = LocalKafka.temporary()) {
            try (DevMode dev = start(kafka.bootstrapServers())) {
                assertThat(dev.cluster().bootstrapServers()).isEqualTo(kafka.bootstrapServers());
                assertThat(json(dev, "submit", "--goal", "Build a web shop", "--wait").path("validated").asInt()).isEqualTo(1);
            }
            assertThat(CommandLineRun.of("topics", "check", "--bootstrap-server", kafka.bootstrapServers()).exit()).isZero();
        }
    }

    private static List<String> ids(JsonNode sample) {
        return sample.path("items").values().stream().map(item -> item.path("trajectoryId").asString()).toList();
    }

    private DevMode start() throws IOException, InterruptedException {
        return start(null);
    }

    private DevMode start(@Nullable String bootstrapServers) throws IOException, InterruptedException {
        var console = new Console(InputStream.nullInputStream(), System.out, System.err, Map.of(), Path.of("../.."), () -> false);
        DevMode dev = DevMode.start(
                new DevSettings(bootstrapServers, 0, 0, directory.resolve("data"), /* exampleAgents= */ true, 1, TracingSettings.OFF),
                console);
        Readiness.await(dev, dev.stopped());
        try (HttpClient client = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + dev.apiPort() + "/readyz")).build();
            assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        }
        return dev;
    }

    private static JsonNode json(DevMode dev, String... arguments) {
        CommandLineRun run = run(dev, Stream.concat(Stream.of(arguments), Stream.of("-o", "json")).toArray(String[]::new));
        assertThat(run.exit()).as(run.err()).isZero();
        return JSON.readTree(run.out());
    }

    private static CommandLineRun run(DevMode dev, String... arguments) {
        return CommandLineRun.of(Stream.concat(Stream.of(arguments), Stream.of("--bootstrap-server", dev.cluster().bootstrapServers()))
                .toArray(String[]::new));
    }

    private String file(String name, Stream<String> lines) {
        try {
            return Files.write(directory.resolve(name), lines.toList()).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
