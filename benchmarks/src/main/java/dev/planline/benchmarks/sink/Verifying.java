package dev.planline.benchmarks.sink;

import dev.planline.benchmarks.report.Figure;
import dev.planline.benchmarks.report.Figure.Wanted;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How fast {@code planline verify} folds the log once more and compares, and whether it finds the digests equal. */
final class Verifying {

    private Verifying() {}

    static List<Figure> measure(Stage stage, int rounds) {
        stage.awaitAll();
        var perSecond = new ArrayList<Double>();
        for (int i = 0; i < rounds; i++) {
            JsonNode verified = verify(stage);
            if (!verified.path("equal").asBoolean(false) || verified.path("events").asLong() < stage.written()) {
                throw new IllegalStateException("the sink does not equal the log: " + verified);
            }
            perSecond.add(verified.path("eventsPerSecond").asDouble());
        }
        return List.of(new Figure("verify", "events/s", perSecond, Wanted.atLeast(60_000), stage.written() + " events; digests equal"));
    }

    private static JsonNode verify(Stage stage) {
        var builder = new ProcessBuilder(Path.of(System.getProperty("planline.home", "."), "planline").toString(), "verify", "-o", "json",
                "--bootstrap-server", stage.bootstrapServers(), "--prefix", Stage.PREFIX, "--api", stage.sink().api().address())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        try {
            Process process = builder.start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exit = process.waitFor();
            if (exit != 0) {
                throw new IllegalStateException("planline verify ends with exit code " + exit + ": " + answer);
            }
            return new JsonMapper().readTree(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
