package dev.planline.sink.api;

import static dev.planline.sink.Trajectories.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.planline.testkit.GeneratedFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The example in Python, as it is shipped, against the server. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PythonExampleTest {

    /** After which a process that goes on is ended, so that it does not outlive the test. */
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private static final String READS = "reads-and-no-more";
    private static final String WRITES = "reads-and-writes";

    @TempDir
    Path directory;

    private TestApi api;

    @BeforeEach
    void open() throws Exception {
        assumeTrue(hasPython(), "there is no python3");
        api = new TestApi(directory, Access.byToken(List.of(READS), List.of(WRITES)));
        api.store.fold(IntStream.range(0, 5).mapToObj(i -> entry(i, "j-" + i, i / 10.0)).toList());
    }

    @AfterEach
    void close() {
        if (api != null) {
            api.close();
        }
    }

    /** Over connections that are cut, so that it has to go on where it was. */
    @Test
    void doesWhatItSays() throws Exception {
        try (var relay = new Relay(api.port(), () -> 4_000)) {
            Process process = start(relay.address().toString(), WRITES, "--page", "2", "--count", "4", "--events", "12");
            var lines = new ArrayList<String>();
            try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
                for (String line = out.readLine(); line != null; line = out.readLine()) {
                    lines.add(line);
                    if (line.startsWith("following")) {
                        api.store.fold(IntStream.range(5, 17).mapToObj(i -> entry(i, "j-" + i, 0.5)).toList());
                    }
                }
            }
            assertThat(lines.subList(0, 7)).containsExactly(
                    "5 trajectories, average score 0.200, best 0.400",
                    "page 1: j-4 j-3",
                    "page 2: j-2 j-1",
                    "page 3: j-0",
                    "sampled 4 with seed 7 at {\"trajectories/0\": 5}, and the same once more",
                    "published " + api.published.size() + " priorities",
                    "following 12 events");
            assertThat(lines.subList(7, lines.size()))
                    .containsExactlyElementsOf(IntStream.range(5, 17).mapToObj(i -> "0:" + (i + 1) + " j-" + i).toList());
            assertThat(api.published).isNotEmpty().allSatisfy(priority -> {
                assertThat(priority.table()).isEqualTo("prioritized");
                assertThat(priority.priority()).isEqualTo(1 - Integer.parseInt(priority.trajectoryId().substring(2)) / 10.0);
            });
            assertThat(relay.requests("GET /v1/trajectories/stream")).isGreaterThan(1);
            assertThat(process.waitFor()).isZero();
        }
    }

    @Test
    void saysWhatWentWrong() throws Exception {
        String address = "http://127.0.0.1:" + api.port();
        assertThat(fails(start(address, WRITES, "--count", "0"))).isEqualTo("refused: n: is 0; must lie in 1..10000\n");
        assertThat(fails(start(address, READS)))
                .isEqualTo("refused: the token may only read; send a token of sink.api.write.tokens\n");
        api.ready.set(false);
        assertThat(fails(start(address, WRITES, "--wait", "0"))).startsWith("failed: not ready after 0 s (");
    }

    private static String fails(Process process) throws Exception {
        try (var in = process.getInputStream()) {
            String said = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).isEqualTo(1);
            return said.substring(Math.max(0, said.lastIndexOf('\n', said.length() - 2) + 1));
        }
    }

    private Process start(String address, String token, String... more) throws IOException {
        Path file = Files.writeString(directory.resolve("token"), token + "\n");
        var command = new ArrayList<>(List.of("python3", "-B", GeneratedFile.root().resolve("examples/sink_client.py").toString(), "--api",
                address, "--token-file", file.toString()));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        CompletableFuture.delayedExecutor(PATIENCE.toSeconds(), TimeUnit.SECONDS).execute(process::destroyForcibly);
        return process;
    }

    private static boolean hasPython() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "--version").redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
